import { expect, test } from 'vitest';
import { createChat } from '../../../lib/chat/chat.ts';
import type { AnswerRequest } from '../../../lib/model/conversation.ts';
import { createTutor } from '../../../lib/voice/tutor/tutor.ts';
import { tutorLater } from '../../../lib/voice/tutor/tutor-later.ts';
import { soon } from '../soon.ts';

/** A conversation whose tutor comes when `come` is called, or not when `fail` is. */
function lesson() {
  const requests: AnswerRequest[] = [];
  const chat = createChat(async function* (request) {
    requests.push(request);
    yield { type: 'text', text: '水到多少度会烧开？' };
    yield { type: 'end', reason: 'complete' };
  });
  let fetched = 0;
  let come = () => {};
  let fail = () => {};
  const fetch = () =>
    new Promise<{ createTutor: typeof createTutor }>((resolve, reject) => {
      fetched++;
      come = () => resolve({ createTutor });
      fail = () => reject(new Error('updated'));
    });
  const tutor = tutorLater(chat, fetch);
  return { chat, requests, tutor, fetch, come: () => come(), fail: () => fail(), fetched: () => fetched };
}

test('nobody comes before somebody wants to be taught', async () => {
  const { chat, tutor, fetched } = lesson();
  tutor.busy();
  tutor.leave();
  chat.ask('水几度烧开');
  await soon();
  expect(fetched()).toBe(0);
  expect(tutor.lesson()).toBeUndefined();
});

test('the switch is on at once, and the lesson begins once, when the tutor is there', async () => {
  const { chat, tutor, requests, come, fetched } = lesson();
  tutor.begin('水几度烧开');
  expect(tutor.getState().wanted).toBe(true);
  expect(chat.getState().turns).toEqual([]);
  come();
  await soon();
  expect(requests.map((request) => [request.question, request.tutor?.move])).toEqual([['水几度烧开', 'begin']]);
  expect(tutor.getState().wanted).toBe(true);
  expect(tutor.lesson()?.asked).toBe('水到多少度会烧开？');
  tutor.move('hint');
  await soon();
  expect(requests.at(-1)?.tutor?.move).toBe('hint');
  expect(fetched()).toBe(1);
});

test('what is done before the tutor is there is done in that order', async () => {
  const { tutor, requests, come } = lesson();
  tutor.begin();
  tutor.say('水几度烧开');
  tutor.leave();
  expect(requests).toEqual([]);
  come();
  await soon();
  expect(requests.map(({ tutor: part }) => part?.move)).toEqual(['begin']);
  expect(tutor.getState().wanted).toBe(false);
});

test('when the tutor cannot come it is asked without, and the next who wants one gets one', async () => {
  const { tutor, requests, come, fail } = lesson();
  tutor.begin('水几度烧开');
  fail();
  await soon();
  expect(requests.map((request) => [request.question, request.tutor])).toEqual([['水几度烧开', undefined]]);
  expect(tutor.getState().wanted).toBe(false);
  tutor.begin('再来');
  come();
  await soon();
  expect(requests.at(-1)?.tutor?.move).toBe('begin');
});

test('a lesson that was going on is gone on with', async () => {
  const { chat, tutor, requests, fetch, come } = lesson();
  tutor.begin('水几度烧开');
  come();
  await soon();
  const again = tutorLater(chat, fetch);
  // A student may be quicker than the tutor.
  expect(again.getState().wanted).toBe(true);
  const said = again.say('一百度');
  expect(requests).toHaveLength(1);
  come();
  await said;
  expect(requests.at(-1)?.tutor?.move).toBe('answer');
  expect(again.getState().wanted).toBe(true);
  expect(again.lesson()?.goal).toBe('水几度烧开');
});

test('a lesson that is over is not gone on with, and what is said without a tutor is asked when that is known', async () => {
  const { chat, tutor, requests, fetch, come, fail } = lesson();
  tutor.begin('水几度烧开');
  come();
  await soon();
  tutor.move('end');
  await soon();
  const again = tutorLater(chat, fetch);
  expect(again.getState().wanted).toBe(false);
  const said = again.say('谢谢');
  fail();
  await said;
  expect(requests.at(-1)).toMatchObject({ question: '谢谢' });
  expect(requests.at(-1)?.tutor).toBeUndefined();
});
