import { EventEmitter, once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

// Playwright and Puppeteer switch on Runtime and Network in every page and worker. Each line an extension logs and each
// piece of a stream would then be told to the driver, and counted as the extension's. This asks for what a figure needs.

type Result = Record<string, unknown>;

interface Message {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: Result;
  result?: Result;
  error?: { message: string };
}

/** A browser's debugger over `--remote-debugging-pipe`: JSON messages with a zero byte after each. */
export class Debugger extends EventEmitter {
  private readonly to: Writable;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private lastId = 0;

  constructor(to: Writable, from: Readable) {
    super();
    this.setMaxListeners(0);
    this.to = to;
    to.on('error', () => this.fail());
    let rest = '';
    from.setEncoding('utf8');
    from.on('data', (chunk: string) => {
      const messages = (rest + chunk).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.take(JSON.parse(message));
    });
    from.on('close', () => this.fail());
  }

  /** Throws when the browser refuses, or goes away first. */
  async send(method: string, params: object = {}, sessionId?: string): Promise<Result> {
    const id = ++this.lastId;
    const answered = new Promise<Message>((done) => this.waiting.set(id, done));
    this.to.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  async attach(targetId: string): Promise<Target> {
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    return new Target(this, targetId, String(sessionId));
  }

  private take(message: Message): void {
    if (message.id !== undefined) {
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    } else if (message.method) this.emit(`${message.method} ${message.sessionId ?? ''}`, message.params);
  }

  private fail(): void {
    for (const answer of this.waiting.values()) answer({ error: { message: 'the browser is gone' } });
    this.waiting.clear();
  }
}

/** One tab or page, as the debugger sees it. */
export class Target {
  readonly targetId: string;
  private readonly browser: Debugger;
  private readonly sessionId: string;

  constructor(browser: Debugger, targetId: string, sessionId: string) {
    this.browser = browser;
    this.targetId = targetId;
    this.sessionId = sessionId;
  }

  send(method: string, params: object = {}): Promise<Result> {
    return this.browser.send(method, params, this.sessionId);
  }

  /** The next event of that name. */
  async next(method: string): Promise<void> {
    await once(this.browser, `${method} ${this.sessionId}`);
  }

  /** Runs an expression in the page's own world; its value, awaited, goes through JSON. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    const { result, exceptionDetails } = answer as {
      result?: { value?: unknown };
      exceptionDetails?: { text: string; exception?: { description?: string } };
    };
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result?.value;
  }

  /** The page's counters: seconds of its main thread's own work, bytes of JavaScript's memory, nodes. */
  async metrics(): Promise<Record<string, number>> {
    const { metrics } = (await this.send('Performance.getMetrics')) as { metrics: { name: string; value: number }[] };
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }

  /** Bytes of JavaScript's memory in use after a collection. */
  async heap(): Promise<number> {
    await this.send('HeapProfiler.collectGarbage');
    return (await this.metrics()).JSHeapUsedSize ?? 0;
  }

  async close(): Promise<void> {
    await this.browser.send('Target.closeTarget', { targetId: this.targetId }).catch(() => {}); // it may be closed
  }
}
