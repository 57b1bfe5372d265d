import { expect, test } from 'vitest';
import { openFrame } from '../../../lib/providers/server-frames.ts';

test('who waits for a frame that never loads is let go when nobody wants it any more', async () => {
  const over = new AbortController();
  const opening = openFrame('frame:1', 'http://127.0.0.1:1/', over.signal);
  over.abort();
  expect(await opening).toBeUndefined();
});

test('a frame that has loaded is told by its name', async () => {
  const host = new BroadcastChannel('pangda.frames');
  host.onmessage = ({ data }) => {
    if (data.open !== 'frame:2') return;
    host.postMessage({ loaded: 'frame:1' });
    host.postMessage({ loaded: 'frame:2' });
  };
  await openFrame('frame:2', 'http://127.0.0.1:1/', new AbortController().signal);
  host.close();
});
