import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../../lib/model/connection.ts';
import { ask, type Heard, saveConnection, stopAsking, untilEnd } from '../e2e/ask.ts';
import { launch } from '../e2e/browser.ts';
import { pause, type Tab } from '../e2e/tab.ts';
import type { BrowserName } from './browsers.ts';
import { build, hurriedOutput, hurriedPatience, testOutput } from './build.ts';
import { root } from './processes.mjs';
import { longestWaitMs, outcomeOf, type Seen, sentence } from './replay-run.ts';
import { readFaults, type Script } from './replay-scripts.ts';
import { type Replaying, startReplayServer } from './replay-server.ts';

interface Expected {
  outcome: string;
  text?: string;
  textLen?: number;
  reasoning?: string;
  requests?: number;
  mustMention?: string;
  minDelayMs?: number;
}

const key = 'sk-replay-0123456789abcdefghij';
/** As many as the background asks of one host at a time. */
const atOnce = 4;

/**
 * Plays a fault catalogue to the built extension: each fault is asked for over the 'answer' stream from a page of the
 * extension, and must end with the outcome, the text and the number of requests that the catalogue says.
 * `realTime`: with the product's own patience, minutes long; else with a hurried build.
 */
export async function faults(name: BrowserName, path: string, realTime: boolean): Promise<boolean> {
  const kind = realTime ? 'test' : 'hurried';
  const built = await build(name === 'chromium' ? 'chrome' : 'firefox', kind);
  if (built.code !== 0) throw new Error(built.output);
  const output = realTime ? testOutput : hurriedOutput;
  const extension = join(root, output, name === 'chromium' ? 'chrome-mv3' : 'firefox-mv3');
  const expected = new Map(
    (JSON.parse(readFileSync(path, 'utf8')) as { faults: { id: string; expect: Expected }[] }).faults.map((fault) => [
      fault.id,
      fault.expect,
    ]),
  );
  const server = await startReplayServer();
  const browser = await launch(name, { extension });
  const patience = realTime ? 1 : hurriedPatience;
  let right = 0;
  try {
    const tab = await browser.openExtension('options.html');
    const waiting: [Script, Replaying][] = [];
    for (const script of readFaults(path, [])) {
      const serving = server.serve(script, { mode: 'whole', seed: 1 });
      await saveConnection(tab, connectionTo(serving, script.id), key);
      waiting.push([script, serving]);
    }
    const total = waiting.length;
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [script, serving] = next;
        const wrong = await played(tab, script, serving, expected.get(script.id), patience).catch(String);
        if (wrong === '') right += 1;
        else process.stdout.write(`${script.id}: ${wrong}\n`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    process.stdout.write(`${name}: ${right} of ${total} faults end as specified (patience × ${patience})\n`);
    return right === total;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** With a limit of tokens, so that the fault of a refused limit can happen. */
const connectionTo = ({ baseUrl }: Replaying, id: string): Connection => ({
  ...{ id, name: id, preset: 'custom', baseUrl, model: 'replayed' },
  parameters: { max_tokens: 1024 },
});

/** What is wrong with how a fault ended; '' when nothing is. */
async function played(
  tab: Tab,
  script: Script,
  serving: Replaying,
  wanted: Expected | undefined,
  patience: number,
): Promise<string> {
  await ask(tab, { id: script.id, question: 'hi', connectionId: script.id });
  const told = await untilEnd(tab, script.id, 30_000 + 310_000 * patience, (soFar) => longWait(soFar) !== undefined);
  if (told.end === undefined) await stopAsking(tab, script.id);
  await pause(400); // a request too many would come now
  return compared(told, serving, script, wanted);
}

function compared(told: Heard, serving: Replaying, script: Script, wanted: Expected | undefined): string {
  const seen = seenIn(told);
  const got = outcomeOf(seen, script.status);
  const wrong: string[] = [];
  const expectSame = (what: string, is: unknown, should: unknown) => {
    if (should !== undefined && is !== should)
      wrong.push(`${what} ${JSON.stringify(is)} instead of ${JSON.stringify(should)}`);
  };
  const isEither = wanted?.outcome.startsWith('complete-or-') && /^(complete|partial)/.test(got);
  if (!isEither) expectSame('outcome', got, wanted?.outcome);
  expectSame('text', seen.text, wanted?.text);
  expectSame('length', seen.text.length, wanted?.textLen ?? seen.text.length);
  expectSame('thinking', seen.thinking, wanted?.reasoning);
  expectSame('requests', serving.requests(), wanted?.requests);
  const delayMs = (serving.timesMs[1] ?? 0) - (serving.timesMs[0] ?? 0);
  if (wanted?.minDelayMs !== undefined && delayMs < wanted.minDelayMs - 1)
    wrong.push(`asked again after ${delayMs} ms`);
  const said = seen.error ? sentence(seen.error) : '';
  if (wanted?.mustMention && !said.includes(wanted.mustMention)) wrong.push(`says only ${said}`);
  if (JSON.stringify(told).includes(key.slice(0, 14))) wrong.push('the key came back');
  if (wrong.length > 0) wrong.push(`(${said})`);
  return wrong.join('; ');
}

const longWait = ({ events }: Heard) =>
  events.find(
    (event) => event.type === 'status' && event.status === 'retrying' && event.atMs - Date.now() > longestWaitMs,
  );

function seenIn(told: Heard): Seen & { thinking: string } {
  const textOf = (type: 'text' | 'thinking') =>
    told.events.map((event) => (event.type === type ? event.text : '')).join('');
  const wait = longWait(told);
  const end = told.events.find((event) => event.type === 'end');
  const limits = told.events.flatMap((event) =>
    event.type === 'sent' ? [Object.keys(event.sent.parameters).length] : [],
  );
  return {
    text: textOf('text'),
    thinking: textOf('thinking'),
    ...(end?.type === 'end' && { end }),
    ...(wait?.type === 'status' && wait.status === 'retrying' && { error: wait.error, waits: true }),
    ...(told.error && { error: told.error }),
    parameterDropped: limits.some((count) => count < (limits[0] ?? 0)),
  };
}
