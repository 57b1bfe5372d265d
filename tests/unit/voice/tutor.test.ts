import { describe, expect, test } from 'vitest';
import { askingOf } from '../../../lib/answer/asking.ts';
import { createChat } from '../../../lib/chat/chat.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';
import type { Page } from '../../../lib/model/page.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { rungs } from '../../../lib/model/tutor.ts';
import { pauses } from '../../../lib/voice/speakable/utterance.ts';
import { createUtterances } from '../../../lib/voice/speakable/utterances.ts';
import { endCard } from '../../../lib/voice/tutor/end-card.ts';
import { governed, mostSentences, releasedEnd } from '../../../lib/voice/tutor/governor.ts';
import { verdictOf } from '../../../lib/voice/tutor/judgement.ts';
import { paceOf } from '../../../lib/voice/tutor/pace.ts';
import { thinkMs } from '../../../lib/voice/tutor/patience.ts';
import { sessionOf } from '../../../lib/voice/tutor/session.ts';
import { createTutor } from '../../../lib/voice/tutor/tutor.ts';
import { tutorText } from '../../../lib/voice/tutor/tutor-text.ts';
import { soon } from '../soon.ts';
import { type Lesson, lessons } from './lessons.ts';

const page = (goal: string): Page => ({
  site: 'google',
  kind: 'results',
  url: 'https://www.google.com/search?q=x',
  query: goal,
  sources: [1, 2, 3, 4].map((number) => ({
    number,
    title: `Source ${number}`,
    url: `https://s${number}.example/`,
    site: `S${number}`,
    text: `What source ${number} says of ${goal}.`,
    kind: 'organic',
  })),
});

const isButton = (said: string): said is '/hint' | '/lost' | '/goOn' | '/end' => said.startsWith('/');

/** Plays a lesson with a model that says what is written. `cutAfter`: the first attempt at a turn stops after so many pieces. */
async function play(lesson: Lesson, cut?: { turn: number; after: number }) {
  const requests: AnswerRequest[] = [];
  const replies = lesson.script.map(([, reply]) => reply).filter((reply) => reply !== '');
  let [next, isCut] = [0, false];
  let held = () => {};
  const chat = createChat(async function* (request, signal): AsyncGenerator<AnswerEvent> {
    requests.push(request);
    yield { type: 'author', author: { kind: 'model', connectionId: 'c', name: 'n', model: 'm', host: 'h' } };
    const reply = replies[next] ?? '';
    const cutsHere = cut?.turn === next && !isCut;
    for (const [index, text] of (reply.match(/[\s\S]{1,7}/g) ?? []).entries()) {
      if (cutsHere && index >= cut.after) {
        isCut = true;
        held();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        return;
      }
      yield { type: 'text', text };
    }
    next++;
    yield { type: 'end', reason: 'complete' };
  });
  chat.show(page(lesson.goal));
  const tutor = createTutor(chat, () => () => {});
  tutor.begin();
  for (const [student, reply] of lesson.script) {
    const stopped = new Promise<void>((resolve) => {
      held = resolve;
    });
    if (isButton(student)) tutor.move(student.slice(1) as 'hint' | 'lost' | 'goOn' | 'end');
    else tutor.say(student);
    const ended = async () => {
      while (chat.getState().turns.at(-1)?.status === 'streaming') await soon();
    };
    if (cut && !isCut && replies[cut.turn] === reply) {
      await Promise.race([stopped, ended()]);
      chat.stop();
      // The page goes away, and what was kept comes back.
      const kept = JSON.parse(JSON.stringify(chat.getState()));
      chat.restore(kept);
      if (isCut) chat.retry(chat.getState().turns.at(-1)?.id ?? '');
    }
    await ended();
  }
  return { chat, tutor, requests, session: sessionOf(chat.getState().turns) };
}

const all = Object.entries(lessons);

test('there are twenty lessons', () => expect(all).toHaveLength(20));

describe.each(all)('%s', (_, lesson) => {
  test('goes as it should', async () => {
    const { session, requests, chat } = await play(lesson);
    expect(session).toMatchObject({ ended: true, cited: lesson.cited });
    expect(session?.done.map(({ outcome }) => outcome)).toEqual(lesson.outcomes);
    expect(session?.step).toBe(lesson.outcomes.length + 1);
    expect(requests[0]?.tutor).toMatchObject({ move: 'begin', step: 1, rung: 'none', goal: lesson.goal });
    expect(chat.getState().turns.every(({ tutor }) => tutor)).toBe(true);
  });

  test('the tutor never speaks past a question, and three sentences at most, however its text comes', () => {
    for (const [, reply] of lesson.script) {
      if (reply.includes('\n1. ')) continue; // the end is read as a whole
      const whole = governed(reply, true);
      for (let end = 1; end <= reply.length; end++) {
        const part = governed(reply.slice(0, end), false);
        const settled = part.asked ? part.portions : part.portions.slice(0, -1);
        for (const [index, portion] of settled.entries()) {
          const final = whole.portions[index];
          expect(portion.asks).toBe(final?.asks);
          // No more comes to it than its citations and what closes it.
          expect(reply.slice(portion.end, final?.end)).toMatch(/^[\s\d[\]”*）)]*$/);
        }
        expect(wordsAfterQuestion(reply.slice(0, releasedEnd(part, 99)))).toBe('');
      }
      for (const { start, end } of whole.portions) {
        const reader = createUtterances();
        const all = [...reader.push(reply.slice(start, end)), ...reader.end()];
        const units = all.filter(({ pauseAfterMs }) => pauseAfterMs !== pauses.clause);
        const judgement = verdictOf(units[0]?.text ?? '') === undefined ? 0 : 1;
        expect(units.length).toBeLessThanOrEqual(mostSentences + judgement);
      }
    }
  });

  test('help grows by one rung at a time, and the model is told of no other', async () => {
    const { requests } = await play(lesson);
    let before = { asked: '', rung: 0 };
    for (const request of requests) {
      const { tutor } = request;
      if (!tutor) throw new Error('a turn without a tutor');
      const rung = rungs.indexOf(tutor.rung);
      if (tutor.asked && tutor.asked === before.asked) expect(rung).toBeLessThanOrEqual(before.rung + 1);
      else expect(rung).toBeLessThanOrEqual(1);
      before = { asked: tutor.asked ?? '', rung };
      const { messages } = askingOf(request, { preferences: defaultPreferences, now: new Date(0) });
      const turn =
        messages
          .at(-1)
          ?.content.split(/本轮：|This turn: /)
          .at(-1) ?? '';
      const told = allowed.filter((pattern) => pattern.test(turn));
      const usesRung = tutor.move === 'hint' || tutor.move === 'lost' || (tutor.move === 'answer' && tutor.asked);
      expect(told).toEqual(usesRung && rung > 0 ? [allowed[rung - 1]] : []);
    }
  });

  test('the end names only sources that were cited while teaching', async () => {
    const { session, chat } = await play(lesson);
    const end = chat.getState().turns.at(-1);
    if (!session || !end?.page) throw new Error('no end');
    const card = endCard(session, end.text, end.page.sources);
    expect(card.sources.map(({ number }) => number)).toEqual(lesson.cited);
    for (const { url } of card.sources) expect(page(lesson.goal).sources.map((source) => source.url)).toContain(url);
    expect(card.review.length).toBeLessThanOrEqual(3);
    const taught = lesson.outcomes.length + (session.asked ? 1 : 0);
    expect(card.review.length).toBeGreaterThanOrEqual(Math.min(3, taught));
    expect(card.missed).toHaveLength(
      lesson.outcomes.filter((outcome) => outcome !== 'right').length + (session.asked ? 1 : 0),
    );
    expect(Object.values(card.steps).reduce((sum, count) => sum + count, 0)).toBe(session.done.length);
  });

  test('cut anywhere, and taken up again, it comes to the same end', { timeout: 60_000 }, async () => {
    const { session } = await play(lesson);
    const replies = lesson.script.map(([, reply]) => reply).filter((reply) => reply !== '');
    for (const [turn, reply] of replies.entries()) {
      const pieces = Math.ceil(reply.length / 7);
      for (const after of new Set([0, pieces >> 1, pieces - 1]))
        expect((await play(lesson, { turn, after })).session).toEqual(session);
    }
  });
});

/** Letters that stand after the first question mark that is not in an address. */
const wordsAfterQuestion = (text: string): string =>
  /[?？](.*)$/s
    .exec(text.replace(/https?:\/\/\S+/g, ''))?.[1]
    ?.replace(/\[\d+\]/g, '')
    .replace(/[^\p{L}]/gu, '') ?? '';

/** What each rung lets a tutor do, as it is told, from the first on. */
const allowed = [
  /只给轻提示|only a nudge/,
  /只给部分提示|only a partial hint/,
  /只示范一遍|Only show the way/,
  /现在说出这一题的答案|Now say the answer/,
];

describe('a lesson', () => {
  test('that never asks is let go on portion by portion, before anything is asked of the model', async () => {
    const { requests } = await play(lessons['one that never asks'] as Lesson);
    expect(requests.map(({ tutor }) => tutor?.move)).toEqual(['begin', 'goOn', 'answer', 'end']);
  });

  test('slows down whenever something was not understood, and never below what a voice can do', async () => {
    const { session } = await play(lessons['lost three times'] as Lesson);
    expect(session?.lost).toBe(3);
    expect([0, 1, 2, 3, 9].map((lost) => paceOf({ lost }))).toEqual([0.9, 0.8, 0.7, 0.6, 0.6]);
  });

  test('shows an end as a whole, and what was written after a question not at all', async () => {
    const { chat } = await play(lessons['one that talks past its question'] as Lesson);
    const [first, , last] = chat.getState().turns;
    if (!first || !last) throw new Error('no turns');
    expect(first.text.slice(0, releasedEnd(tutorText(first), 99))).toBe(
      '雷是空气受热膨胀的声音。[1] 什么东西加热了空气？',
    );
    expect(releasedEnd(tutorText(last), 0)).toBe(last.text.length);
  });

  test('gives a word of comfort 6 s after a question, once, and not while the student writes', async () => {
    const steps: { step: () => void; ms: number; isOff: boolean }[] = [];
    const chat = createChat(async function* (): AsyncGenerator<AnswerEvent> {
      yield { type: 'text', text: '几度？' };
      yield { type: 'end', reason: 'complete' };
    });
    const tutor = createTutor(chat, (step, ms) => {
      const entry = { step, ms, isOff: false };
      steps.push(entry);
      return () => {
        entry.isOff = true;
      };
    });
    tutor.begin('水几度烧开');
    while (chat.getState().turns.at(-1)?.status === 'streaming') await soon();
    expect(steps.map(({ ms }) => ms)).toEqual([thinkMs]);
    tutor.busy();
    expect(steps.map(({ isOff }) => isOff)).toEqual([true, false]);
    steps.at(-1)?.step();
    expect(tutor.getState().gentle).toBe(true);
    tutor.busy();
    expect(tutor.getState().gentle).toBe(false);
    expect(steps).toHaveLength(2);
  });

  test('is not needed: without one the conversation is as it was', () => {
    expect(sessionOf([])).toBeUndefined();
  });
});

test.each([
  ['对。光来自太阳。', 'right'],
  ['**对。** 光来自太阳。', 'right'],
  ['对了一部分。', 'partly'],
  ['还不对，再想想。', 'wrong'],
  ['不对。', 'wrong'],
  ['Right. It is blue.', 'right'],
  ['Partly right.', 'partly'],
  ['Not yet. Think of…', 'wrong'],
  ['对于这个问题，', undefined],
  ['Let us see.', undefined],
  ['', undefined],
])('%j is judged as %s', (text, verdict) => expect(verdictOf(text)).toBe(verdict));
