import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../processes.mjs';
import { makeFilm } from './film.ts';
import { gifenc } from './gifenc.ts';
import { takeScenes } from './pictures.ts';
import { decodePng, encodePng } from './png.ts';
import type { PictureName } from './texts.ts';

/** Where README's pictures lie. */
const folder = join(root, 'docs/images');
const size = { width: 1280, height: 800 };

/** Only pages that are dark themselves have a dark picture: the panel follows its page. The ledger is last: it shows what was asked. */
const wanted = {
  light: ['google', 'baidu', 'zhihu', 'ledger'],
  dark: ['google', 'ledger'],
} as const satisfies Record<'light' | 'dark', PictureName[]>;

/** Makes the pictures and the film of README.md and README.zh-CN.md anew; prints what it made. */
export async function makeReadmeImages(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const language of ['en', 'zh-CN'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      const file = (name: PictureName) => join(folder, `${name}-${theme}-${language}.png`);
      await takeScenes({ language, theme, ...size }, wanted[theme], file);
      for (const name of wanted[theme]) told(file(name), withPalette(readFileSync(file(name))));
    }
    told(join(folder, `film-${language}.gif`), await makeFilm(language));
  }
}

function told(file: string, bytes: Uint8Array): void {
  rmSync(file, { force: true });
  writeFileSync(file, bytes);
  process.stdout.write(`${String(bytes.length).padStart(9)}  ${file}\n`);
}

/** The same picture in 256 colours: a third of the bytes, and for a page's flat colours no loss that can be seen. */
function withPalette(png: Buffer): Buffer {
  const { width, height, rgba } = decodePng(png);
  const palette = gifenc.quantize(rgba, 256);
  return encodePng(gifenc.applyPalette(rgba, palette), palette, width, height);
}
