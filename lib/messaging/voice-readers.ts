import * as z from 'zod/mini';
import { endRange, pitchRange, rateRange } from '../model/voice.ts';

const id = z.string().check(z.minLength(1), z.maxLength(100));
const line = z.string().check(z.maxLength(4_000));
const language = z.enum(['zh', 'en']);
const within = ({ least, most }: { least: number; most: number }) => z.number().check(z.gte(least), z.lte(most));
const share = within({ least: 0, most: 1 });

const speakWith = z.object({ connectionId: id, model: line, voice: line });
const voices = z.object({ zh: z.optional(line), en: z.optional(line) });
const speaker = z.enum(['browser', 'connection']);

export const voicePreferences = z.object({
  readsAloud: z.enum(['never', 'spoken', 'always']),
  speaker,
  listener: z.enum(['auto', 'device', 'connection', 'cloud']),
  speakWith: z.optional(speakWith),
  listenWith: z.optional(z.object({ connectionId: id, model: line })),
  voices,
  rate: within(rateRange),
  pitch: within(pitchRange),
  volume: share,
  namesSources: z.boolean(),
  sends: z.enum(['atOnce', 'afterLook', 'byHand']),
  talkKey: line,
  endMs: within(endRange),
  breaksIn: z.boolean(),
  transcribesEarly: z.boolean(),
});

export const speakRequest = z.object({
  speechId: id,
  lang: z.optional(language),
  from: z.int().check(z.nonnegative()),
  names: z.record(z.string().check(z.regex(/^\d{1,4}$/)), line),
  tried: z.optional(
    z.object({
      speaker: z.optional(speaker),
      speakWith: z.optional(speakWith),
      voices: z.optional(voices),
      rate: z.optional(within(rateRange)),
      pitch: z.optional(within(pitchRange)),
      volume: z.optional(share),
    }),
  ),
  most: z.optional(z.int().check(z.positive())),
});

export const listenRequest = z.object({
  listenId: id,
  how: z.enum(['push', 'handsFree', 'bargeIn']),
  lang: language,
  hint: z.optional(line),
  endMs: z.optional(within({ least: endRange.least, most: 4_000 })),
});

export const speechControl = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['pause', 'resume', 'next', 'previous', 'repeat', 'stop']) }),
  z.object({ do: z.literal('rate'), rate: within(rateRange) }),
  z.object({ do: z.literal('volume'), volume: share }),
  z.object({ do: z.literal('seek'), offset: z.int().check(z.nonnegative()) }),
  z.object({ do: z.literal('duck'), to: share }),
]);
