import { gifenc } from './gifenc.ts';
import { decodePng, type Picture, scaled } from './png.ts';

/** What a browser drew, and when. */
export interface Frame {
  png: Buffer;
  atMs: number;
}

/** Where the pointer was, in px of the frames. */
export interface PointerAt {
  atMs: number;
  x: number;
  y: number;
}

/** ms between two looks at the film. */
const stepMs = 100;
/** The picture stays still at the end, before it begins anew. */
const lastMs = 2_500;

/**
 * A film as a GIF: one palette for all, and of each picture only what has changed. A headless browser draws no pointer, so
 * it is drawn here, where it was.
 */
export function gifOf(frames: readonly Frame[], pointer: readonly PointerAt[], width: number): Uint8Array {
  const small = new Map<Frame, Picture>();
  const pictureOf = (frame: Frame) => {
    const made = small.get(frame) ?? scaled(decodePng(frame.png), width);
    small.set(frame, made);
    return made;
  };
  const [first] = frames;
  const last = frames.at(-1);
  if (!first || !last) throw new Error('Nothing was filmed.');
  const ratio = width / decodePng(first.png).width;
  const { height } = pictureOf(first);
  const palette = gifenc.quantize(sampleOf(frames.map(pictureOf)), 255);
  const unchanged = palette.length;
  const gif = gifenc.GIFEncoder();
  let shown: { frame: Frame; at: PointerAt | undefined } | undefined;
  let before: Uint8Array | undefined;
  let waiting: { index: Uint8Array; ms: number } | undefined;
  const write = () => {
    if (!waiting) return;
    const isFirst = before === undefined;
    const index = before ? changed(before, waiting.index, unchanged) : waiting.index;
    const looks = isFirst ? { palette: [...palette, [0, 0, 0]] } : { transparent: true, transparentIndex: unchanged };
    gif.writeFrame(index, width, height, { ...looks, delay: waiting.ms, dispose: 1 });
    before = waiting.index;
  };
  for (let atMs = first.atMs; atMs <= last.atMs + stepMs; atMs += stepMs) {
    const frame = frames.findLast((each) => each.atMs <= atMs) ?? first;
    const at = pointerAt(pointer, atMs);
    if (waiting && shown?.frame === frame && shown.at?.x === at?.x && shown.at?.y === at?.y) {
      waiting.ms += stepMs;
      continue;
    }
    write();
    shown = { frame, at };
    const picture = at ? withPointer(pictureOf(frame), { x: at.x * ratio, y: at.y * ratio }) : pictureOf(frame);
    waiting = { index: gifenc.applyPalette(picture.rgba, palette), ms: stepMs };
  }
  if (waiting) waiting.ms += lastMs;
  write();
  gif.finish();
  return gif.bytes();
}

/** Every few pixels of every few pictures: enough to choose colours by. */
function sampleOf(pictures: readonly Picture[]): Uint8Array {
  const some = pictures.filter((_, index) => index % Math.ceil(pictures.length / 12) === 0);
  const pixels = some.flatMap(({ rgba }) => {
    const words = new Uint32Array(rgba.buffer, 0, rgba.length / 4);
    return [words.filter((_, index) => index % 3 === 0)];
  });
  const all = new Uint32Array(pixels.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of pixels) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(all.buffer);
}

/** The new picture where it differs; elsewhere `unchanged`, which is transparent. */
const changed = (before: Uint8Array, now: Uint8Array, unchanged: number): Uint8Array =>
  now.map((colour, at) => (colour === before[at] ? unchanged : colour));

function pointerAt(track: readonly PointerAt[], atMs: number): PointerAt | undefined {
  const from = track.findLast((each) => each.atMs <= atMs);
  const to = track.find((each) => each.atMs > atMs);
  if (!from || !to) return from;
  const share = (atMs - from.atMs) / (to.atMs - from.atMs);
  return { atMs, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** An arrow: `#` its edge, `.` its face. */
const arrow = [
  '#           ',
  '##          ',
  '#.#         ',
  '#..#        ',
  '#...#       ',
  '#....#      ',
  '#.....#     ',
  '#......#    ',
  '#.......#   ',
  '#........#  ',
  '#.....##### ',
  '#..#..#     ',
  '#.# #..#    ',
  '##  #..#    ',
  '     #..#   ',
  '      ##    ',
];

function withPointer({ width, height, rgba }: Picture, { x, y }: { x: number; y: number }): Picture {
  const drawn = rgba.slice();
  for (const [row, line] of arrow.entries()) {
    for (const [column, sign] of [...line].entries()) {
      const [left, top] = [Math.round(x) + column, Math.round(y) + row];
      if (sign === ' ' || left < 0 || left >= width || top < 0 || top >= height) continue;
      drawn.fill(sign === '#' ? 20 : 255, (top * width + left) * 4, (top * width + left) * 4 + 3);
    }
  }
  return { width, height, rgba: drawn };
}
