import { median } from './statistics.ts';

/** control: no extension. floor: the least a panel can do. bare: the finished answer as plain blocks, without any extension. */
export type SubjectName = 'control' | 'floor' | 'ours' | 'bare';

/** What one run of one thing gave. Milliseconds, bytes or counts, by the name of the value. */
export interface Sample {
  /** Which part of the bench: start, stream and so on. */
  part: string;
  /** What of it: a page, a stream. */
  key: string;
  subject: SubjectName;
  /** 0-based. */
  round: number;
  values: Record<string, number | undefined>;
}

/** Medians over the rounds of everything that was measured. */
export class Medians {
  readonly samples: readonly Sample[];

  constructor(samples: readonly Sample[]) {
    this.samples = samples;
  }

  /** Keys of a part, in the order they were measured. */
  keys(part: string): string[] {
    return [...new Set(this.of(part).map(({ key }) => key))];
  }

  value(part: string, key: string, subject: SubjectName, name: string): number | undefined {
    return median(this.of(part, key, subject).map(({ values }) => values[name]));
  }

  /** How much more than without an extension: the median of the differences within each round. */
  added(part: string, key: string, subject: SubjectName, name: string): number | undefined {
    const without = new Map(this.of(part, key, 'control').map(({ round, values }) => [round, values[name]]));
    return median(
      this.of(part, key, subject).map(({ round, values: { [name]: value } }) => {
        const base = without.get(round);
        return value === undefined || base === undefined ? undefined : value - base;
      }),
    );
  }

  /** The most of all rounds. */
  most(part: string, key: string, subject: SubjectName, name: string): number | undefined {
    const all = this.of(part, key, subject).flatMap(({ values }) => values[name] ?? []);
    return all.length > 0 ? Math.max(...all) : undefined;
  }

  private of(part: string, key?: string, subject?: SubjectName): Sample[] {
    return this.samples.filter(
      (sample) =>
        sample.part === part &&
        (key === undefined || sample.key === key) &&
        (subject === undefined || sample.subject === subject),
    );
  }
}
