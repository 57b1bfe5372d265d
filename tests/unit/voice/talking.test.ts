import { describe, expect, test } from 'vitest';
import { AppError } from '../../../lib/model/errors.ts';
import type { ListenEvent, ListenRequest } from '../../../lib/model/voice.ts';
import type { TalkPhase } from '../../../lib/voice/talking/talk-state.ts';
import { createTalking, type TalkingNeeds } from '../../../lib/voice/talking/talking.ts';
import { soon } from '../soon.ts';

const open: ListenEvent = { type: 'open', listener: 'connection', reach: 'connection' };

/** A surface whose microphone hears what a test says. */
function surface(
  script: (request: ListenRequest) => (ListenEvent | AppError | 'listened')[],
  more: Partial<TalkingNeeds> = {},
) {
  const seen = { requests: [] as ListenRequest[], asked: [] as string[], spoken: [] as string[], left: 0, silenced: 0 };
  let isDone = () => {};
  let clock = 0;
  const talking = createTalking({
    async *openListen(request, signal) {
      seen.requests.push(request);
      const done = new Promise<void>((resolve) => {
        isDone = resolve;
      });
      const left = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      try {
        for (const event of script(request)) {
          if (event instanceof AppError) throw event;
          if (event === 'listened') await Promise.race([done, left]);
          else yield event;
          if (signal.aborted) return;
        }
      } finally {
        seen.left++;
      }
    },
    listened: async () => isDone(),
    sends: () => 'atOnce',
    lang: () => 'zh',
    ask: (question) => `turn${seen.asked.push(question)}`,
    answered: async () => {},
    onAsked: (turnId) => seen.spoken.push(turnId),
    beforeListening: () => seen.silenced++,
    now: () => clock,
    ...more,
  });
  const until = async (phase: TalkPhase) => {
    for (let tries = 0; talking.getState().phase !== phase; tries++) {
      if (tries > 200) throw new Error(`${phase} in vain: ${talking.getState().phase}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  return { talking, seen, until, wait: (ms: number) => (clock += ms) };
}

const final: ListenEvent = { type: 'final', text: '月亮多远', lang: 'zh' };
const push = () => [open, 'listened' as const, { type: 'heard' } as const, final];

describe('talking', () => {
  test('a turn that is ended is asked, as a spoken one; speech is silenced first', async () => {
    const { talking, seen, until } = surface(push);
    talking.talk();
    await until('listening');
    talking.done();
    await until('off');
    expect(seen).toMatchObject({ asked: ['月亮多远'], spoken: ['turn1'], left: 1, silenced: 1 });
    expect(talking.getState().asked).toBe(talking.getState().turn);
  });

  test('a button held ends the turn when it is let go; tapped, it does not', async () => {
    const { talking, seen, until, wait } = surface(push);
    talking.press();
    await until('listening');
    wait(100);
    talking.release();
    await soon();
    expect(talking.getState().phase).toBe('listening');
    talking.press();
    await until('off');
    talking.press();
    await until('listening');
    wait(300);
    talking.release();
    await until('off');
    expect(seen.asked).toHaveLength(2);
  });

  test('let go before the microphone is on, it goes on listening', async () => {
    const { talking, until, wait } = surface(push);
    talking.press();
    wait(400);
    talking.release();
    await until('listening');
    await soon();
    expect(talking.getState().phase).toBe('listening');
    talking.cancel();
  });

  test('cancelled, it leaves and asks nothing', async () => {
    const { talking, seen, until } = surface(push);
    talking.talk('为什么');
    await until('listening');
    talking.cancel();
    expect(talking.getState().phase).toBe('off');
    await soon();
    expect(seen).toMatchObject({ asked: [], left: 1 });
  });

  test('a page that is hidden when the microphone goes on is not listened to', async () => {
    const { talking, seen, until } = surface(push, { isHidden: () => true });
    talking.talk();
    await until('off');
    expect(seen).toMatchObject({ asked: [], left: 1 });
  });

  test('what goes wrong is kept until the next press', async () => {
    const { talking, until } = surface(() => [new AppError('micDenied')]);
    talking.talk();
    await until('failed');
    expect(talking.getState().error?.code).toBe('micDenied');
    talking.cancel();
    expect(talking.getState().error).toBeUndefined();
  });

  test('a text that is looked at is kept by a key, asked by none, and asked at once by Enter', async () => {
    let end = () => {};
    const pause = (_: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        end = resolve;
        signal.addEventListener('abort', () => resolve());
      });
    const { talking, seen, until } = surface(() => [open, final], { sends: () => 'afterLook', pause });
    talking.talk();
    await until('looking');
    expect(talking.getState().text).toBe('月亮多远');
    talking.keep();
    await until('off');
    expect(seen.asked).toEqual([]);
    talking.talk();
    await until('looking');
    end();
    await until('off');
    talking.talk();
    await until('looking');
    talking.send();
    await until('off');
    expect(seen.asked).toHaveLength(2);
  });

  test('a text that is sent by hand is asked by nobody else, and is still a spoken one', async () => {
    const { talking, seen, until } = surface(() => [open, final], { sends: () => 'byHand' });
    talking.talk();
    await until('off');
    expect(seen.asked).toEqual([]);
    await talking.ask('月亮有多远');
    expect(seen).toMatchObject({ asked: ['月亮有多远'], spoken: ['turn1'] });
  });

  test('a command is done with at once: while the voice says something to it, it may be spoken to', async () => {
    let said = () => {};
    const heed = async (_: string, signal: AbortSignal, onCommand: () => void) => {
      onCommand();
      await new Promise<void>((resolve) => {
        said = resolve;
        signal.addEventListener('abort', () => resolve());
      });
      return true;
    };
    const { talking, seen, until } = surface(push, { heed });
    for (const turn of [1, 2]) {
      talking.talk();
      await until('listening');
      talking.done();
      await until('off');
      expect(talking.getState()).toMatchObject({ asked: turn, turn });
    }
    said();
    expect(seen).toMatchObject({ asked: [], left: 2 });
  });

  test('hands free, what is said to a command is not listened to', async () => {
    let said = () => {};
    const heed = async (_: string, __: AbortSignal, onCommand: () => void) => {
      onCommand();
      await new Promise<void>((resolve) => {
        said = resolve;
      });
      return true;
    };
    const { talking, seen, until } = surface(() => [open, final, 'listened'], { heed });
    talking.handsFree(true);
    await until('speaking');
    expect(seen.requests).toHaveLength(1);
    said();
    await until('speaking');
    talking.cancel();
    expect(seen.asked).toEqual([]);
  });

  test('the silence that ends a turn is asked for where it is another', async () => {
    const { talking, seen, until } = surface(push, { endMs: () => 4_000 });
    talking.talk();
    await until('listening');
    expect(seen.requests[0]?.endMs).toBe(4_000);
    talking.cancel();
  });

  test('hands free, it listens again when the answer has been read, and ends after two turns of nothing', async () => {
    const order: string[] = [];
    const { talking, seen, until } = surface(
      (request) => {
        order.push(`listens ${request.how}`);
        if (order.length < 4) return [open, { type: 'speech' }, { type: 'heard' }, final];
        return [open, { type: 'heard' }, { type: 'nothing' }, { type: 'heard' }, { type: 'nothing' }, 'listened'];
      },
      {
        answered: async () => void order.push('answered'),
        read: async () => void order.push('read'),
      },
    );
    talking.handsFree(true);
    await until('off');
    expect(order).toEqual(['listens handsFree', 'answered', 'read', 'listens handsFree']);
    expect(seen).toMatchObject({ asked: ['月亮多远'], left: 2 });
  });

  describe('hands free, somebody breaks in upon an answer', () => {
    const into = (...events: ListenEvent[]) => {
      const order: string[] = [];
      const spoken = { end: () => {} };
      const made = surface(
        ({ how }) => {
          order.push(how);
          if (how === 'bargeIn') return [open, ...events.splice(0), 'listened']; // said once
          return order.length === 2 ? [open, { type: 'heard' }, final] : [open, 'listened'];
        },
        {
          beforeListening: (isBrokenInto) => void order.push(isBrokenInto ? 'silenced by them' : 'silence'),
          played: async () => new AbortController().signal,
          read: (_, signal) =>
            new Promise((resolve) => {
              spoken.end = resolve;
              signal.addEventListener('abort', () => resolve());
            }),
        },
      );
      made.talking.handsFree(true);
      const until = async (breakIn: string) => {
        for (let tries = 0; made.talking.getState().breakIn !== breakIn; tries++) {
          if (tries > 200) throw new Error(`${breakIn} in vain: ${made.talking.getState().breakIn}`);
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
      };
      return { ...made, order, spoken, untilBreakIn: until };
    };

    test('with a question: the reading is silenced and it is the next turn', async () => {
      const question: ListenEvent = { type: 'final', text: '多少人登顶过', lang: 'zh' };
      const held: ListenEvent[] = [
        { type: 'bargeIn', now: 'ducked' },
        { type: 'bargeIn', now: 'held' },
      ];
      const { talking, seen, order } = into(...held, question);
      for (let tries = 0; seen.asked.length < 2 && tries < 200; tries++)
        await new Promise((done) => setTimeout(done, 1));
      expect(seen.asked).toEqual(['月亮多远', '多少人登顶过']);
      expect(order.slice(0, 5)).toEqual(['silence', 'handsFree', 'bargeIn', 'silenced by them', 'bargeIn']);
      talking.cancel();
      expect(talking.getState()).toMatchObject({ phase: 'off', breakIn: 'off' });
    });

    test('with a word that means nothing: it is read on, and the microphone listens again after it', async () => {
      const { talking, seen, order, spoken, untilBreakIn } = into(
        { type: 'bargeIn', now: 'ducked' },
        { type: 'bargeIn', now: 'resumed' },
      );
      await untilBreakIn('listening');
      spoken.end();
      for (let tries = 0; order.length < 5 && tries < 200; tries++) await new Promise((done) => setTimeout(done, 1));
      expect(order).toEqual(['silence', 'handsFree', 'bargeIn', 'silence', 'handsFree']);
      expect(seen.asked).toEqual(['月亮多远']);
      talking.cancel();
    });

    test('while its last words are read: they are heard out', async () => {
      const { talking, order, spoken, untilBreakIn } = into({ type: 'bargeIn', now: 'ducked' });
      await untilBreakIn('ducked');
      spoken.end();
      await new Promise((done) => setTimeout(done, 10));
      expect(order.filter((each) => each === 'handsFree')).toHaveLength(1);
      talking.cancel();
      expect(talking.getState().phase).toBe('off');
    });
  });
});
