import * as v from 'valibot';
import { natural, number, positive, textOf } from '../model/shapes.ts';
import { endRange, pitchRange, rateRange } from '../model/voice.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const line = textOf(4_000);
const language = v.picklist(['zh', 'en']);
const within = ({ least, most }: { least: number; most: number }) =>
  v.pipe(number, v.minValue(least), v.maxValue(most));
const share = within({ least: 0, most: 1 });

const speakWith = v.object({ connectionId: id, model: line, voice: line });
const voices = v.object({ zh: v.optional(line), en: v.optional(line) });
const speaker = v.picklist(['browser', 'connection']);

export const voicePreferences = v.object({
  readsAloud: v.picklist(['never', 'spoken', 'always']),
  speaker,
  listener: v.picklist(['auto', 'device', 'connection', 'cloud']),
  speakWith: v.optional(speakWith),
  listenWith: v.optional(v.object({ connectionId: id, model: line })),
  voices,
  rate: within(rateRange),
  pitch: within(pitchRange),
  volume: share,
  namesSources: v.boolean(),
  sends: v.picklist(['atOnce', 'afterLook', 'byHand']),
  talkKey: line,
  endMs: within(endRange),
  breaksIn: v.boolean(),
  transcribesEarly: v.boolean(),
});

export const speakRequest = v.object({
  speechId: id,
  lang: v.optional(language),
  from: natural,
  names: v.record(v.pipe(v.string(), v.regex(/^\d{1,4}$/)), line),
  tried: v.optional(
    v.object({
      speaker: v.optional(speaker),
      speakWith: v.optional(speakWith),
      voices: v.optional(voices),
      rate: v.optional(within(rateRange)),
      pitch: v.optional(within(pitchRange)),
      volume: v.optional(share),
    }),
  ),
  most: v.optional(positive),
});

export const listenRequest = v.object({
  listenId: id,
  how: v.picklist(['push', 'handsFree', 'bargeIn']),
  lang: language,
  hint: v.optional(line),
  endMs: v.optional(within({ least: endRange.least, most: 4_000 })),
});

export const speechControl = v.variant('do', [
  v.object({ do: v.picklist(['pause', 'resume', 'next', 'previous', 'repeat', 'stop']) }),
  v.object({ do: v.literal('rate'), rate: within(rateRange) }),
  v.object({ do: v.literal('volume'), volume: share }),
  v.object({ do: v.literal('seek'), offset: natural }),
  v.object({ do: v.literal('duck'), to: share }),
]);
