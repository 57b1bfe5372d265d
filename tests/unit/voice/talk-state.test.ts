import { describe, expect, test } from 'vitest';
import type { ListenEvent } from '../../../lib/model/voice.ts';
import { type TalkEvent, type TalkPhase, talked, talkOff, talkPhases } from '../../../lib/voice/talking/talk-state.ts';

const open: ListenEvent = { type: 'open', listener: 'connection', reach: 'connection' };

const events: Record<TalkEvent['type'], TalkEvent> = {
  talk: { type: 'talk', how: 'push', before: '' },
  open: { ...open, atMs: 5 },
  level: { type: 'level', level: 0.5 },
  speech: { type: 'speech' },
  partial: { type: 'partial', text: '月亮' },
  heard: { type: 'heard' },
  final: { type: 'final', text: '月亮多远', lang: 'zh' },
  nothing: { type: 'nothing' },
  bargeIn: { type: 'bargeIn', now: 'ducked' },
  unheard: { type: 'unheard' },
  asked: { type: 'asked' },
  kept: { type: 'kept' },
  answered: { type: 'answered' },
  spoken: { type: 'spoken' },
  failed: { type: 'failed', error: { code: 'micNone', detail: '' } },
  stopped: { type: 'stopped' },
};

/** Where each event leads from each phase; '·': nowhere, the state stays the same object. */
const table: Record<TalkPhase, string> = {
  //            talk   open      level     speech    partial      heard        final   nothing bargeIn unheard  asked     kept answered spoken failed stopped
  off: 'asking · · · · · · · · · · · · · · ·',
  asking: '· listening · · · · · · · · · · · · failed off',
  listening: '· listening listening listening listening transcribing looking listening · · · · · · failed off',
  transcribing: '· transcribing · · transcribing · looking listening · · · · · · failed off',
  looking: '· · · · · · · · · · answering off · · failed off',
  answering: '· answering answering · answering · looking · answering answering · · speaking · failed off',
  speaking: '· speaking speaking · speaking · looking · speaking speaking · · · asking failed off',
  failed: 'asking · · · · · · · · · · · · · · off',
};

describe('what each of 16 events does in each of 8 phases', () => {
  const types = Object.keys(events) as TalkEvent['type'][];
  const pairs = talkPhases.flatMap((phase) =>
    table[phase].split(' ').map((next, index) => [phase, types[index] ?? 'talk', next] as const),
  );

  test('all pairs are in the table', () => expect(pairs).toHaveLength(8 * 16));

  test.each(pairs)('%s, %s: %s', (phase, type, next) => {
    const state = { ...talkOff, phase, how: 'handsFree' as const };
    const after = talked(state, events[type]);
    if (next === '·') expect(after).toBe(state);
    else expect(after.phase).toBe(next);
  });
});

describe('the text of a turn', () => {
  const heard = (before: string, text: string) =>
    [
      { type: 'talk', how: 'push', before } as const,
      open,
      { type: 'heard' } as const,
      { type: 'final', text, lang: 'zh' } as const,
    ].reduce(talked, talkOff);

  test.each([
    ['', '月亮', '月亮'],
    ['为什么', '月亮是圆的', '为什么月亮是圆的'],
    ['why is', 'the moon round', 'why is the moon round'],
    ['why is ', 'the moon', 'why is the moon'],
  ])('“%s” and “%s” are “%s”', (before, text, all) => expect(heard(before, text).text).toBe(all));

  test('is counted, so that the same words twice are two turns', () => {
    const once = heard('', '月亮');
    const twice = [{ type: 'kept' } as const, { type: 'talk', how: 'push', before: '' } as const, open].reduce(
      talked,
      once,
    );
    expect(talked(twice, { type: 'final', text: '月亮', lang: 'zh' }).turn).toBe(once.turn + 1);
  });
});
