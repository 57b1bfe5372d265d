import { AppError } from '../model/errors.ts';
import { patienceScale } from './patience.ts';

/** Patience in milliseconds. */
export interface Timers {
  /** From the request to the first word. */
  firstMs: number;
  /** The same for servers that load a model first, and for models that think silently. */
  slowFirstMs: number;
  /** Between words. */
  gapMs: number;
  /** To the first word, while the server keeps saying that it is there. */
  capMs: number;
}

export const defaultTimers: Timers = {
  firstMs: 60_000 * patienceScale,
  slowFirstMs: 300_000 * patienceScale,
  gapMs: 45_000 * patienceScale,
  capMs: 300_000 * patienceScale,
};

/** After the server said why the answer ended, its token counts may still follow. */
const farewellMs = 2000;

/**
 * Stops a request whose content stalls. It counts words, not bytes: keep-alives do not wind it. `onExpire` is called
 * once, and `failure` is set unless the answer was already complete.
 */
export class ContentClock {
  failure: AppError | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly timers: Timers;
  private readonly onExpire: () => void;
  private readonly startedMs = Date.now();
  private readonly firstMs: number;
  private state: 'first' | 'between' | 'farewell' = 'first';

  constructor(timers: Timers, slow: boolean, onExpire: () => void) {
    this.timers = timers;
    this.onExpire = onExpire;
    this.firstMs = slow ? timers.slowFirstMs : timers.firstMs;
    this.wind(this.firstMs);
  }

  /** A word came. */
  content(): void {
    if (this.state === 'farewell') return;
    this.state = 'between';
    this.wind(this.timers.gapMs);
  }

  /** The server is there. Before the first word that is worth waiting for, up to the cap; later it is not. */
  keepAlive(): void {
    if (this.state !== 'first') return;
    const toCapMs = this.timers.capMs - (Date.now() - this.startedMs);
    // A cap shorter than the patience with silence would punish a server for being polite.
    if (this.timers.capMs > this.firstMs) this.wind(Math.min(this.firstMs, toCapMs));
  }

  /** The answer is complete; only its counts may follow. */
  farewell(): void {
    if (this.state === 'farewell') return;
    this.state = 'farewell';
    this.wind(Math.min(farewellMs, this.timers.gapMs));
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private wind(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.expire(), Math.max(0, ms));
  }

  private expire(): void {
    if (this.state === 'first') this.failure = new AppError('timeout', 'No word came in time.');
    if (this.state === 'between') this.failure = new AppError('stalled', 'The stream stopped half-way.');
    this.onExpire();
  }
}
