import { readdirSync, readFileSync } from 'node:fs';

/** extension: where background workers run. */
export type ProcessKind = 'browser' | 'renderer' | 'extension' | 'gpu' | 'network' | 'other';

/** CPU time of a browser's processes in ms, by process id. Empty where /proc tells nothing: anywhere but on Linux. */
export type Worked = Map<number, { kind: ProcessKind; ms: number }>;

export function workedMs(browserPid: number): Worked {
  return new Map(familyOf(browserPid).map((pid) => [pid, { kind: kindOf(pid, browserPid), ms: threadsOf(pid) }]));
}

/** What was worked between two looks, by kind and in all; a process that is not in the second does not count. */
export function workedBetween(before: Worked, after: Worked): Partial<Record<ProcessKind | 'all', number>> {
  const sums: Partial<Record<ProcessKind | 'all', number>> = {};
  for (const [pid, { kind, ms }] of after) {
    const more = ms - (before.get(pid)?.ms ?? 0);
    sums[kind] = (sums[kind] ?? 0) + more;
    sums.all = (sums.all ?? 0) + more;
  }
  return sums;
}

/** MiB that only these processes hold, all of that kind together. */
export function privateMiB(browserPid: number, kind: ProcessKind): number | undefined {
  const sizes = familyOf(browserPid)
    .filter((pid) => kindOf(pid, browserPid) === kind)
    .map((pid) => [...text(`/proc/${pid}/smaps_rollup`).matchAll(/^Private_\w+:\s+(\d+)/gm)])
    .map((lines) => lines.reduce((sum, [, kib]) => sum + Number(kib), 0) / 1024);
  return sizes.length > 0 ? sizes.reduce((sum, size) => sum + size, 0) : undefined;
}

function familyOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = text(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family = [pid];
  for (const each of family) family.push(...(children.get(each) ?? []));
  return family;
}

function kindOf(pid: number, browserPid: number): ProcessKind {
  if (pid === browserPid) return 'browser';
  const command = text(`/proc/${pid}/cmdline`);
  if (command.includes('--extension-process')) return 'extension';
  if (command.includes('--type=renderer')) return 'renderer';
  if (command.includes('--type=gpu-process')) return 'gpu';
  return command.includes('NetworkService') ? 'network' : 'other';
}

/** The scheduler counts each thread's nanoseconds; the process's own counter has steps of 10 ms. */
function threadsOf(pid: number): number {
  let ns = 0;
  for (const thread of listed(`/proc/${pid}/task`))
    ns += Number(text(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]) || 0;
  return ns / 1e6;
}

/** A process may end while it is looked at. */
function text(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
