import { expect, test } from 'vitest';
import { withoutRepeat } from '../../../lib/answer/continued.ts';
import type { AnswerEvent } from '../../../lib/model/answer.ts';

async function continued(part: string, pieces: readonly string[]): Promise<string> {
  const events = (async function* (): AsyncGenerator<AnswerEvent> {
    for (const text of pieces) yield { type: 'text', text };
    yield { type: 'end', reason: 'complete' };
  })();
  let text = '';
  for await (const event of withoutRepeat(part, events)) if (event.type === 'text') text += event.text;
  return text;
}

const part = '乞力马扎罗山高5895米，位于坦桑尼亚';

test.each([
  ['goes on at once', ['东北部。'], '东北部。'],
  ['repeats the last words', ['位于坦桑', '尼亚东北部。'], '东北部。'],
  ['repeats all of it', [part, '东北部。'], '东北部。'],
  ['repeats it in one piece', [`${part}东北部。`], '东北部。'],
  ['begins with a character that the part has too', ['米', '兰是另一座城市。'], '米兰是另一座城市。'],
  ['only repeats', [part], ''],
])('a continuation that %s', async (_, pieces, expected) => expect(await continued(part, pieces)).toBe(expected));
