/**
 * Without emoji, ticks, stars and other pictures. Ranges of code points, not Unicode properties, whose tables differ by
 * browser version. The letters of rare Han (U+20000 and up) stay.
 */
export function withoutPictures(text: string): string {
  return text
    .replace(circled, (letter, at: number) => `${at > 0 ? ' ' : ''}${circledNumber(letter)} `)
    .replace(keycap, '$1')
    .replace(stars, (run) => String(run.replace(/[^★⭐]/gu, '').length))
    .replace(pictures, '');
}

/** ① ⑴ ⒈ ❶ ➀ ➊ as numbers; they stand before what they count. */
const circled = /[\u2460-\u249b\u2776-\u2793]/g;
function circledNumber(letter: string): number {
  const code = letter.charCodeAt(0);
  return code < 0x2776 ? ((code - 0x2460) % 20) + 1 : ((code - 0x2776) % 10) + 1;
}

const keycap = /([0-9#*])\ufe0f?\u20e3/g;
/** `★★★★☆` is a number: how many are full. Only then. */
const stars = /[★⭐]+☆+|[★⭐]{2,}/gu;
const pictures =
  /[\u{1f000}-\u{1faff}\u{e0000}-\u{e01ff}\u2300-\u23ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff\u00a9\u00ae\u2122\u2020\u2021\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\u3030\u303d\u203b\u2022\u2023\u25e6\u00b6]|[\ufe00-\ufe0f]/gu;
