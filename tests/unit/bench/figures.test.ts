import { describe, expect, test } from 'vitest';
import { scriptsIn, type TraceEvent } from '../../bench/speed/evaluation.ts';
import { type Figure, figuresOf } from '../../bench/speed/figures.ts';
import { ledgerFigures } from '../../bench/speed/ledger-part.ts';
import { workedBetween } from '../../bench/speed/processes.ts';
import { Medians, type Sample, type SubjectName } from '../../bench/speed/samples.ts';
import { tableOf, written } from '../../bench/speed/table.ts';

const sample = (part: string, key: string, subject: SubjectName, values: Sample['values']): Sample => {
  return { part, key, subject, round: 0, values };
};
const figure = (samples: Sample[], what: string): Figure | undefined =>
  figuresOf(new Medians(samples)).find((each) => each.what === what);

describe('a bar', () => {
  const start = (panel: number) => [
    sample('start', 'page', 'floor', { panel: 100 }),
    sample('start', 'page', 'ours', { panel }),
  ];

  test('that is reached is kept, and one that is passed is not', () => {
    expect(figure(start(160), 'page: panel visible')).toMatchObject({ ours: 160, floor: 100, kept: true });
    expect(figure(start(161), 'page: panel visible')).toMatchObject({ bar: '≤ floor + 60 ms', kept: false });
  });

  test('is not kept when nothing was measured', () => {
    expect(figure([sample('start', 'page', 'ours', {})], 'page: panel visible')).toMatchObject({ kept: false });
  });

  test('for a request is wider when the worker was asleep', () => {
    const samples = (key: string) => [
      sample('start', key, 'floor', { request: 100 }),
      sample('start', key, 'ours', { request: 150 }),
    ];
    expect(figure(samples('page'), 'page: request at the server')?.kept).toBe(false);
    const asleep = 'page, worker asleep';
    expect(figure(samples(asleep), `${asleep}: request at the server`)?.kept).toBe(true);
  });
});

describe('streaming', () => {
  const samples = [
    sample('stream', 'idle', 'control', { mainCpu: 20 }),
    sample('stream', '2000', 'ours', { mainCpu: 120, seconds: 1, latest: 51 }),
    sample('stream', '2000', 'bare', { mainCpu: 70, seconds: 1 }),
    sample('stream', '40000', 'ours', { mainCpu: 3040, seconds: 2, latest: 51 }),
    sample('stream', '40000', 'bare', { mainCpu: 1000, seconds: 1 }),
  ];

  test('costs what is more than the page costs by itself', () => {
    expect(figure(samples, '2,000 tokens at once: main thread CPU')).toMatchObject({ ours: 100, bare: 50, kept: true });
  });

  test('that costs more a token when it is long is told by its exponent', () => {
    const grows = figure(samples, 'growth of CPU, exponent, 2000 to 40000 tokens');
    expect(grows?.ours).toBeCloseTo(Math.log(30) / Math.log(20));
    expect(grows?.kept).toBe(false);
    expect(figure(samples, 'CPU a token, 40,000 against 2,000')?.ours).toBeCloseTo(1.5);
  });

  test('of 2,000 tokens may keep no timer of the page waiting', () => {
    expect(figure(samples, '2,000 tokens at once: page timer late by at most')?.kept).toBe(false);
    expect(figure(samples, '40,000 tokens at once: page timer late by at most')?.kept).toBeUndefined();
  });
});

describe('the table', () => {
  test('has a line a figure, with its ratio to the floor and its bar', () => {
    const figures: Figure[] = [
      { part: 'start', what: 'panel', unit: 'ms', floor: 100, ours: 250, bar: '≤ 160', kept: false },
    ];
    const [, , line] = tableOf(figures).split('\n');
    expect(line?.split('|').map((cell) => cell.trim())).toEqual([
      '',
      'panel, ms',
      '',
      '100',
      '250',
      '',
      '2.5',
      '≤ 160',
      '**not**',
      '',
    ]);
  });

  test('writes three digits that count', () => {
    expect([
      written(12_345.6),
      written(45.67),
      written(4.567),
      written(0.0012),
      written(0),
      written(undefined),
    ]).toEqual(['12,346', '45.7', '4.57', '0.0012', '0', '']);
  });
});

describe('a trace', () => {
  const origin = 'chrome-extension://abc';
  const event = (name: string, file: string, pid: number, ts: number, ms: number): TraceEvent => {
    return { name, ph: 'X', pid, ts, dur: ms * 3000, tdur: ms * 1000, args: { data: { url: `${origin}/${file}` } } };
  };

  test("tells what the extension's scripts took in the page, as the thread worked, and what before the request", () => {
    const events = [
      event('EvaluateScript', 'background.js', 1, 0, 90),
      event('EvaluateScript', 'content-scripts/guard.js', 2, 10, 1),
      event('EvaluateScript', 'content-scripts/panel.js', 2, 30, 5),
      event('v8.compile', 'content-scripts/panel.js', 2, 31, 2),
      { ...event('EvaluateScript', '', 2, 12, 40), args: { data: { url: 'https://page.example/script.js' } } },
    ];
    expect(scriptsIn(events, origin, 20)).toEqual({ evaluate: 6, evaluateBeforeRequest: 1, compile: 2, calls: 0 });
    expect(scriptsIn(events, origin).evaluateBeforeRequest).toBeUndefined();
  });
});

test('work of processes is summed by kind; one that is new counts from its beginning', () => {
  const before = new Map([[1, { kind: 'browser' as const, ms: 100 }]]);
  const after = new Map([
    [1, { kind: 'browser' as const, ms: 130 }],
    [2, { kind: 'extension' as const, ms: 12 }],
  ]);
  expect(workedBetween(before, after)).toEqual({ browser: 30, extension: 12, all: 42 });
});

test("the ledger's bench is understood by its lines, the slowest search counting", () => {
  const line = (what: string, ms: number) => `${what.padEnd(46)} {"ms":${ms},"value":30,"cpu":20}`;
  const said = [
    'append 1 to 10000                              {"ms":1,"bytesEach":2,"cpu":3}',
    line('open: first page, one record, one look-up', 120),
    line('search the', 80),
    line('search the, a filter that fits nothing', 210),
    line('verify the chain', 4000),
    line('search the, while it is swept', 900),
  ].join('\n');
  expect(ledgerFigures(said)).toEqual({ open: 120, search: 210, verify: 4000 });
});
