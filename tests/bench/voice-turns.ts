import { speechDefaults } from '../e2e/speech-server.ts';
import { durationMs, type Recording, readRecording } from '../e2e/spoken-wav.ts';
import { alikeness, envelope, liveTracks, watchTracks } from '../e2e/talk.ts';
import { type Figure, figure } from './voice-figures.ts';
import { hold, openPage, readingIsOver, type Stage, says, server, short, until } from './voice-stage.ts';
import { playedIn, watchSound } from './voice-watch.ts';

/** ms that the microphone is held. */
const holdMs = 2_600;

/** Of the envelopes, which are made of pieces of 50 ms: their edges are moved until they fit best. */
const likeness = (recording: Recording, { rate, samples }: Recording): number =>
  Math.max(
    ...[0, 10, 20, 30, 40].map((ms) => {
      const from = (rate * ms) / 1_000;
      const said = { rate, samples: samples.slice(from, from + (rate * holdMs) / 1_000) };
      return alikeness(envelope(recording), envelope(said));
    }),
  );

/** Push-to-talk again and again: delays, what was uploaded, tracks, memory. */
export async function turns(stage: Stage, count: number): Promise<Figure[]> {
  const { browser, server: speech } = stage;
  speech.forget();
  // Each says something else: what was spoken before is not asked for again.
  const answers = Array.from({ length: count + 2 }, (_, turn) => short.replace('5895', String(5_895 + turn)));
  speech.script = { ...speechDefaults, ...server, msPerLetter: 8, answers, heard: ['乞力马扎罗山有多高'] };
  const source = says(stage, [
    { kind: 'silence', ms: 250 },
    // Long enough for the browser's own gain control, which begins low, to settle.
    { kind: 'speech', ms: 1_000 },
    { kind: 'silence', ms: 200 },
    { kind: 'speech', ms: 1_200, pitch: 200 },
    { kind: 'silence', ms: 20_000 },
  ]);
  const tab = await openPage(stage);
  const own: number[] = [];
  const toUpload: number[] = [];
  const toAsk: number[] = [];
  const toVoice: number[] = [];
  const toSound: number[] = [];
  const total: number[] = [];
  const alike: number[] = [];
  const longer: number[] = [];
  const live: number[] = [];
  const used: { host: number; page: number; background: number }[] = [];
  for (let turn = 0; turn < count; turn++) {
    const { heldMs, upMs } = await hold(tab, holdMs);
    const asked = await until(tab, 'the question is asked', () => speech.questions[turn]);
    const heard = await until(tab, 'it was heard', () => speech.transcriptions[turn]);
    const spoken = await until(tab, 'it is spoken', () => speech.speeches.find(({ startedMs }) => startedMs > upMs));
    await readingIsOver(tab);
    const played = playedIn(await stage.host.notes()).find(({ fromMs }) => fromMs > upMs);
    toUpload.push(heard.readMs - upMs);
    toAsk.push(asked.startedMs - (heard.answeredMs ?? Number.NaN));
    own.push(heard.readMs - upMs + asked.startedMs - (heard.answeredMs ?? Number.NaN));
    toVoice.push(spoken.startedMs - (asked.answeredMs ?? Number.NaN));
    if (played) toSound.push(played.fromMs - (spoken.answeredMs ?? Number.NaN));
    if (played) total.push(played.fromMs - upMs);
    const recording = readRecording(heard.file);
    alike.push(likeness(recording, source));
    longer.push(durationMs(recording) - heldMs);
    if (turn === 0) {
      await watchTracks(browser);
      await watchSound(browser);
    } else live.push(await liveTracks(browser));
    if (turn === 1 || turn === count - 1)
      used.push({
        host: (await browser.bytesUsed?.('host')) ?? Number.NaN,
        page: (await tab.raw.bytesUsed?.()) ?? Number.NaN,
        background: (await browser.bytesUsed?.('background')) ?? Number.NaN,
      });
  }
  await tab.raw.close();
  const [before, after] = [used[0], used.at(-1)];
  const grown = (['host', 'page', 'background'] as const).map((where) => {
    const megabytes = ((after?.[where] ?? Number.NaN) - (before?.[where] ?? Number.NaN)) / 1e6;
    const bar = { words: 'less than 10', keeps: ({ most }: { most: number }) => most < 10 };
    return figure(`MB more in use after ${count} turns: ${where}`, [megabytes], bar);
  });
  return [
    figure('let go → the whole recording at the server', toUpload),
    figure('its words → the question at the server', toAsk),
    figure('own share of push-to-talk (both)', own, {
      words: 'p50 at most 150, p95 at most 300',
      keeps: ({ p50, p95 }) => p50 <= 150 && p95 <= 300,
    }),
    figure('first word of the answer → first text at the voice', toVoice, undefined, `${server.wordMs} ms a word of 4`),
    figure('first sound at the host → it is played', toSound),
    figure(
      'let go → first sound, all told',
      total,
      { words: 'p50 at most 1500', keeps: ({ p50 }) => p50 <= 1_500 },
      `of which the server takes ${server.transcribeMs + server.firstWordMs + server.speakMs}`,
    ),
    figure('recording against what was said: likeness of the envelopes', alike, {
      words: 'all above 0.9',
      keeps: ({ least }) => least > 0.9,
    }),
    figure('recording longer than the microphone was held', longer, {
      words: 'all within 300',
      keeps: ({ least, most }) => least > -300 && most < 300,
    }),
    figure('live microphone tracks after a turn', live, { words: 'none', keeps: ({ most }) => most === 0 }),
    ...grown,
  ];
}
