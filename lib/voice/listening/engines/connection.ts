import type { Connection } from '../../../model/connection.ts';
import { transcribe } from '../../../providers/transcribe.ts';
import { encodeWav } from '../wav.ts';
import { heardWords } from '../words.ts';
import type { Listener } from './listener.ts';

/** Has a service transcribe each turn; `key` is read when it is needed. */
export const connectionListener = (
  connection: Connection,
  model: string,
  { readKey, hint }: { readKey: (connectionId: string) => Promise<string>; hint?: string | undefined },
): Listener => ({
  id: 'connection',
  reach: 'connection',
  takesClips: true,
  begin: (_track, lang) => ({
    spoke() {},
    async words({ samples, speechMs }, signal) {
      const key = await readKey(connection.id);
      const reply = await transcribe(connection, key, { wav: encodeWav(samples), model, lang, hint }, signal);
      return heardWords(reply, { speechMs });
    },
    leave() {},
  }),
});
