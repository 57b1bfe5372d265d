import type { Medians, SubjectName } from './samples.ts';
import { mostPacked } from './sizes.ts';
import { growth } from './statistics.ts';

/** A line of the report. */
export interface Figure {
  part: string;
  what: string;
  unit: 'ms' | 'MiB' | 'kB' | '' | 's';
  control?: number | undefined;
  floor?: number | undefined;
  ours: number | undefined;
  bare?: number | undefined;
  /** In words; absent: told only. */
  bar?: string;
  kept?: boolean;
}

/** All there is to say about what was measured. */
export const figuresOf = (all: Medians): Figure[] => [
  ...sizeFigures(all),
  ...startFigures(all),
  ...evaluationFigures(all),
  ...streamFigures(all),
  ...tabFigures(all),
  ...readingFigures(all),
  ...ledgerFigures(all),
];

/** A bar: what the figure may be at most. Without a figure it is not kept. */
const atMost = (value: number | undefined, most: number | undefined, words: string) =>
  ({ bar: words, kept: value !== undefined && most !== undefined && value <= most + 1e-9 }) as const;

const plus = (value: number | undefined, more: number) => (value === undefined ? undefined : value + more);
const part = (value: number | undefined, of: number | undefined) =>
  value !== undefined && of !== undefined && of > 0 ? value / of : undefined;

function sizeFigures(all: Medians): Figure[] {
  return all.keys('sizes').map((what) => {
    const packed = (subject: SubjectName) => {
      const bytes = all.value('sizes', what, subject, 'packed');
      return bytes === undefined ? undefined : bytes / 1000;
    };
    const most = mostPacked[what as keyof typeof mostPacked] / 1000;
    const ours = packed('ours');
    return { part: 'sizes', what: `${what}, gzip`, unit: 'kB', ours, ...atMost(ours, most, `≤ ${most} kB`) };
  });
}

function startFigures(all: Medians): Figure[] {
  return all.keys('start').flatMap((key): Figure[] => {
    const asleep = key.endsWith('asleep');
    const line = (what: string, name: string, more?: number): Figure => {
      const [floor, ours] = [all.value('start', key, 'floor', name), all.value('start', key, 'ours', name)];
      const bar = more === undefined ? {} : atMost(ours, plus(floor, more), `≤ floor + ${more} ms`);
      return { part: 'start', what: `${key}: ${what}`, unit: 'ms', floor, ours, ...bar };
    };
    const added = (what: string, name: string, unit: Figure['unit'], most?: number): Figure => {
      const [floor, ours] = (['floor', 'ours'] as const).map((subject) => all.added('start', key, subject, name));
      const bar = most === undefined ? {} : atMost(ours, most, `≤ ${most} ${unit}`.trim());
      return { part: 'start', what: `${key}: ${what}`, unit, floor, ours, ...bar };
    };
    return [
      line('page read', 'parsed'),
      line('panel visible', 'panel', 60),
      line('request at the server', 'request', asleep ? 60 : 40),
      line('page read → request at the server', 'requestAfterParsed'),
      line('first token → on screen', 'firstShown', 10),
      line('first token → in the document', 'firstInDocument'),
      line('longest task', 'longest'),
      added('main thread, added', 'mainCpu', 'ms'),
      line('worker CPU', 'workerCpu'),
      added('heap, added', 'heapMiB', 'MiB', 4),
      added('layout shift, added', 'shift', '', 0),
    ];
  });
}

function evaluationFigures(all: Medians): Figure[] {
  return all.keys('evaluation').flatMap((key): Figure[] => {
    const asks = !key.includes('images');
    const line = (what: string, name: string, most?: number): Figure => {
      const [floor, ours] = [all.value('evaluation', key, 'floor', name), all.value('evaluation', key, 'ours', name)];
      const bar = most === undefined ? {} : atMost(ours, most, `≤ ${most} ms`);
      return { part: 'evaluation', what: `${key}: ${what}`, unit: 'ms', floor, ours, ...bar };
    };
    return [
      ...(asks ? [line('scripts evaluated before the request', 'evaluateBeforeRequest', 5)] : []),
      line(asks ? 'scripts evaluated' : 'scripts evaluated, nothing to do', 'evaluate', asks ? 35 : 2),
      line('calls into them', 'calls'),
    ];
  });
}

/** Net of what the page and the probe cost in the same time. */
function netCpu(all: Medians, key: string, subject: SubjectName): number | undefined {
  const [cpu, seconds] = ['mainCpu', 'seconds'].map((name) => all.value('stream', key, subject, name));
  const idle = all.value('stream', 'idle', 'control', 'mainCpu') ?? 0;
  return cpu === undefined || seconds === undefined ? undefined : Math.max(0, cpu - idle * seconds);
}

function streamFigures(all: Medians): Figure[] {
  const keys = all.keys('stream').filter((key) => key !== 'idle');
  const lines = keys.flatMap((key): Figure[] => {
    const isPaced = key.includes('@');
    const tokens = Number.parseInt(key, 10);
    const name = `${tokens.toLocaleString('en')} tokens ${isPaced ? `at ${key.split('@')[1]}/s` : 'at once'}`;
    const line = (what: string, value: string, bar?: (line: Figure) => object, unit: Figure['unit'] = 'ms'): Figure => {
      const [floor, ours, bare] = (['floor', 'ours', 'bare'] as const).map((subject) =>
        all.value('stream', key, subject, value),
      );
      const made: Figure = { part: 'stream', what: `${name}: ${what}`, unit, floor, ours, bare };
      return { ...made, ...bar?.(made) };
    };
    const cpu: Figure = {
      ...{ part: 'stream', what: `${name}: main thread CPU`, unit: 'ms' },
      ...{ floor: netCpu(all, key, 'floor'), ours: netCpu(all, key, 'ours'), bare: netCpu(all, key, 'bare') },
    };
    const cpuBar = isPaced
      ? atMost(part(cpu.ours, cpu.floor), 1, '≤ 1.0 × floor')
      : atMost(part(cpu.ours, cpu.bare), 3, '≤ 3 × bare');
    const addedHeap = (subject: SubjectName) => {
      const [heap, without] = [
        all.value('stream', key, subject, 'heapMiB'),
        all.value('stream', 'idle', 'control', 'heapMiB'),
      ];
      return heap === undefined ? undefined : heap - (without ?? 0);
    };
    const heap: Figure = {
      ...{ part: 'stream', what: `${name}: heap added, answer and all`, unit: 'MiB' },
      ...{ floor: addedHeap('floor'), ours: addedHeap('ours'), bare: addedHeap('bare') },
    };
    return [
      line('first token → on screen', 'firstShown', ({ ours, floor }) =>
        atMost(ours, plus(floor, 10), '≤ floor + 10 ms'),
      ),
      line('last token → on screen', 'lastShown', ({ ours }) => atMost(ours, 500, '≤ 500 ms')),
      { ...cpu, ...cpuBar },
      line('worker CPU', 'workerCpu'),
      line('longest task', 'longest', ({ ours }) => (tokens >= 40_000 ? atMost(ours, 50, '≤ 50 ms') : {})),
      line('page timer late by at most', 'latest', ({ ours }) =>
        tokens === 2000 && !isPaced ? atMost(ours, 50, '≤ 50 ms') : {},
      ),
      line('longest time without a frame', 'gap'),
      { ...heap, ...atMost(heap.ours, 25, '≤ 25 MiB') },
      line('layout shift', 'shift', ({ ours }) => atMost(ours, 0, '0'), ''),
    ];
  });
  return [...lines, ...growthFigures(all, keys)];
}

function growthFigures(all: Medians, keys: readonly string[]): Figure[] {
  const lengths = keys.filter((key) => Number(key) >= 1000).sort((one, other) => Number(one) - Number(other));
  const exponent = (subject: SubjectName) => {
    const points = lengths.map((key) => [Number(key), netCpu(all, key, subject) ?? 0] as const);
    return points.length > 1 ? growth(points) : undefined;
  };
  const perToken = (subject: SubjectName) => {
    const [long, short] = [netCpu(all, '40000', subject), netCpu(all, '2000', subject)];
    return long === undefined || short === undefined ? undefined : part(long / 40_000, short / 2000);
  };
  if (lengths.length < 2) return [];
  const grows = exponent('ours');
  const each = perToken('ours');
  const of = (value: (subject: SubjectName) => number | undefined) => ({
    floor: value('floor'),
    ours: value('ours'),
    bare: value('bare'),
  });
  const from = `${lengths[0]} to ${lengths.at(-1)} tokens`;
  return [
    {
      part: 'stream',
      what: `growth of CPU, exponent, ${from}`,
      unit: '',
      ...of(exponent),
      ...atMost(grows, 1.1, '≤ 1.1'),
    },
    ...(each === undefined
      ? []
      : ([
          {
            ...{ part: 'stream', what: 'CPU a token, 40,000 against 2,000', unit: '' },
            ...of(perToken),
            ...atMost(each, 1.3, '≤ 1.3 ×'),
          },
        ] satisfies Figure[])),
  ];
}

function tabFigures(all: Medians): Figure[] {
  return all.keys('tabs').flatMap((key): Figure[] => {
    const line = (what: string, name: string, unit: Figure['unit']): Figure => {
      const [control, floor, ours] = (['control', 'floor', 'ours'] as const).map((subject) =>
        all.value('tabs', key, subject, name),
      );
      return { part: 'tabs', what: `${key}: ${what}`, unit, control, floor, ours };
    };
    const count = Number.parseInt(key, 10);
    const answered = line('tabs with their whole answer', 'answered', '');
    return [
      { ...answered, control: undefined, bar: `all ${count}`, kept: answered.ours === count },
      { ...line('last answer whole', 'lastAnswer', 'ms') },
      line('CPU of all processes', 'allCpu', 'ms'),
      line('worker CPU', 'workerCpu', 'ms'),
      line('private memory a tab', 'privateMiBEach', 'MiB'),
    ];
  });
}

const readingFigures = (all: Medians): Figure[] =>
  all.keys('reading').flatMap((key): Figure[] => {
    const line = (what: string, name: string): Figure => {
      return { part: 'reading', what: `${key}: ${what}`, unit: 'ms', ours: all.value('reading', key, 'ours', name) };
    };
    return [
      line('read, the first time', 'readFirst'),
      line('read again', 'readAgain'),
      line('quotes chosen', 'quotes'),
      line('an answer of 2,000 tokens checked', 'check'),
    ];
  });

const ledgerFigures = (all: Medians): Figure[] =>
  all.keys('ledger').flatMap((key): Figure[] => {
    const line = (what: string, name: string, most: number): Figure => {
      const ours = all.value('ledger', key, 'ours', name);
      return { part: 'ledger', what: `${key}: ${what}`, unit: 'ms', ours, ...atMost(ours, most, `≤ ${most} ms`) };
    };
    return [
      line('first page', 'open', 1000),
      line('slowest search', 'search', 300),
      line('whole chain verified', 'verify', 10_000),
    ];
  });
