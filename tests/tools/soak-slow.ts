import { readFileSync } from 'node:fs';
import { launch } from '../e2e/browser.ts';
import type { Task } from '../e2e/driver.ts';
import { type Arrival, tasksOf } from '../e2e/slow-answer.ts';
import { startModelServer } from '../fakes/model-server.ts';
import { slowDocuments } from '../fixtures/hostile/slow.ts';

/** ms that no task of the page may take because of an answer, on a machine that does nothing else. */
const mostMs = 200;
/** Of so many runs the least counts: what else the machine does only ever adds. */
const rounds = 3;

/**
 * Answers made to be slow, as they stream and in one piece, in a page of Chromium.
 * @param file `[{"name": "…", "markdown": "…"}]`; undefined: those that come with the project, 100,000 characters each
 */
export async function slow(file: string | undefined): Promise<boolean> {
  const documents: { name: string; markdown: string }[] = file
    ? JSON.parse(readFileSync(file, 'utf8'))
    : Object.entries(slowDocuments).map(([name, make]) => ({ name, markdown: make(100_000) }));
  const browser = await launch('chromium');
  const server = await startModelServer();
  const row = (cells: (string | number)[]) =>
    process.stdout.write(
      `${cells.map((cell, at) => (at === 0 ? `${cell}`.padEnd(50) : `${cell}`.padStart(11))).join('')}\n`,
    );
  try {
    row(['ms in the page’s main thread', 'characters', 'arrives', 'longest', 'its work', 'all work']);
    let longest = 0;
    for (const { name, markdown } of [{ name: '(a short answer)', markdown: 'Short.' }, ...documents]) {
      for (const arrival of ['text', 'piece'] satisfies Arrival[]) {
        const runs: Task[][] = [];
        for (let round = 0; round < rounds; round++) runs.push(await tasksOf({ browser, server }, markdown, arrival));
        const least = (of: (tasks: Task[]) => number) => Math.round(Math.min(...runs.map(of)));
        const worked = least((tasks) => Math.max(...tasks.map(({ workedMs }) => workedMs)));
        longest = Math.max(longest, worked);
        row([
          ...[name, markdown.length, arrival === 'text' ? 'streamed' : 'in one'],
          ...[least((tasks) => Math.max(...tasks.map(({ tookMs }) => tookMs))), worked],
          least((tasks) => tasks.reduce((sum, { workedMs }) => sum + workedMs, 0)),
        ]);
      }
    }
    process.stdout.write(`the longest task worked ${longest} ms; the bar is ${mostMs}\n`);
    return longest <= mostMs;
  } finally {
    await browser.close();
    await server.close();
  }
}
