/**
 * Feeds recorded server bytes through the shipped provider, over a real TCP connection, and prints one JSON line each:
 * `{ id, outcome, text, thinking, error, requests }`.
 *
 *   node tests/tools/replay.ts FILE…                      recordings: .sse, .sse.txt, .chunks.txt, .err.json
 *   node tests/tools/replay.ts --faults FAULTS.json [ID…] wire faults, all of them when none is named
 *
 *   --split byte        every byte alone
 *   --split random:N    N times, each time split at other random places; adds `runs` and `different` (runs that
 *                       disagree with the first; the printed result is then one that disagrees)
 *   --timers SCALE      multiplies the product's patience and back-off (60 s to the first word, 45 s between words,
 *                       300 s of keep-alives); 0.05 unless given, 0.2 with
 *                       `--split byte`, which is slow by itself. What a server asks to wait is not shortened: a wait
 *                       of more than 20 s ends the replay of that fault as soon as it is announced.
 */

import { replay } from './replay-run.ts';
import { readFaults, readRecording, type Script } from './replay-scripts.ts';
import { startReplayServer } from './replay-server.ts';

const { files, faults, split, scale } = readArguments(process.argv.slice(2));
const scripts: Script[] = faults === undefined ? files.map(readRecording) : readFaults(faults, files);
const runs = split?.startsWith('random:') ? Math.max(1, Number(split.slice(7)) || 1) : 1;
const mode = split === 'byte' ? 'byte' : split === undefined ? 'whole' : 'random';

const server = await startReplayServer();
for (const script of scripts) {
  let printed = await replay(server, script, { mode, seed: 1, scale });
  const first = JSON.stringify(printed);
  let different = 0;
  for (let run = 2; run <= runs; run++) {
    const again = await replay(server, script, { mode, seed: run, scale });
    if (JSON.stringify(again) === first) continue;
    different++;
    printed = again;
  }
  process.stdout.write(`${JSON.stringify(runs > 1 ? { ...printed, runs, different } : printed)}\n`);
}
await server.close();

function readArguments(words: string[]): { files: string[]; faults?: string; split?: string; scale: number } {
  const files: string[] = [];
  const flags: Record<string, string> = {};
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const flag = /^--(faults|split|timers)(?:=(.*))?$/.exec(word);
    if (flag?.[1] !== undefined) flags[flag[1]] = flag[2] ?? words[++at] ?? '';
    else if (word.startsWith('--')) usage(`unknown option ${word}`);
    else files.push(word);
  }
  if (files.length === 0 && flags.faults === undefined) usage('nothing to replay');
  if (flags.split !== undefined && !/^(byte|random:\d+)$/.test(flags.split)) usage('--split byte or --split random:N');
  const scale = Number(flags.timers ?? (flags.split === 'byte' ? 0.2 : 0.05));
  if (!(scale > 0)) usage('--timers needs a number above 0');
  return { files, faults: flags.faults, split: flags.split, scale };
}

function usage(complaint: string): never {
  process.stderr.write(
    `replay: ${complaint}\nusage: node tests/tools/replay.ts [--split byte|random:N] [--timers SCALE] FILE… | --faults FAULTS.json [ID…]\n`,
  );
  process.exit(2);
}
