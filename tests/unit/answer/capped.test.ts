import { expect, test } from 'vitest';
import { capped } from '../../../lib/answer/capped.ts';
import { AppError, errorData } from '../../../lib/model/errors.ts';
import type { Provider } from '../../../lib/providers/provider.ts';

/** Counts the requests that really leave. */
const provider = (retries: number): Provider & { left: number } => ({
  id: 'p',
  left: 0,
  async *stream() {
    for (let retry = 0; ; retry++) {
      yield { type: 'sending', body: {} };
      this.left++;
      if (retry === retries) break;
      yield { type: 'retrying', atMs: 0, error: { code: 'serverFailed', detail: '' } };
    }
    yield { type: 'text', text: 'a' };
    yield { type: 'end', reason: 'complete' };
  },
});

const upTo = (cap: number) => {
  let made = 0;
  return async () => {
    if (made >= cap) throw new AppError('capReached');
    made++;
  };
};

async function ask(asked: Provider): Promise<string> {
  try {
    let text = '';
    for await (const event of asked.stream({ messages: [] }, new AbortController().signal))
      if (event.type === 'text') text += event.text;
    return text;
  } catch (thrown) {
    return errorData(thrown).code;
  }
}

test('beyond the cap nothing leaves', async () => {
  const inner = provider(0);
  const asked = capped(inner, upTo(1));
  expect([await ask(asked), await ask(asked), inner.left]).toEqual(['a', 'capReached', 1]);
});

test('another try is another request', async () => {
  expect(await ask(capped(provider(2), upTo(3)))).toBe('a');
  const inner = provider(2);
  expect([await ask(capped(inner, upTo(2))), inner.left]).toEqual(['capReached', 2]);
});
