import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../processes.mjs';

/** A promotional picture of a store's page, in px. */
export interface Tile {
  width: number;
  height: number;
  css: string;
}

export const smallTile: Tile = {
  width: 440,
  height: 280,
  css: `main { flex-direction: column; justify-content: center; gap: 14px; text-align: center; padding: 0 30px }
    .icon { width: 96px } h1 { font-size: 34px } p { font-size: 18px } .panel { display: none }`,
};

export const marquee: Tile = {
  width: 1400,
  height: 560,
  css: `main { justify-content: space-between; padding: 0 110px }
    .words { width: 620px } .icon { width: 128px } h1 { font-size: 64px; margin-top: 22px } p { font-size: 32px }
    .panel { align-self: flex-start; width: 420px; margin-top: 48px; border-radius: 14px; box-shadow: 0 18px 60px #0d2a2a59 }`,
};

/** A page that is nothing but the tile. `panel`: a picture of the panel, as an address. */
export function tilePage({ width, height, css }: Tile, promotion: string, language: string, panel: string): string {
  const icon = readFileSync(join(root, 'lib/public/icon/128.png')).toString('base64');
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><style>
    * { box-sizing: border-box; margin: 0 }
    body { width: ${width}px; height: ${height}px; overflow: hidden; color: #10302f;
      background: linear-gradient(120deg, #e4f3ef, #cfe7ea 60%, #bcdbe6);
      font-family: 'Noto Sans', 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif }
    main { display: flex; align-items: center; height: 100% }
    h1 { font-weight: 700; letter-spacing: -0.01em } p { line-height: 1.35; text-wrap: balance; color: #31504f }
    ${css}
  </style><main><div class="words"><img class="icon" src="data:image/png;base64,${icon}" alt="">
  <h1>旁答 Pangda</h1><p>${promotion}</p></div><img class="panel" src="${panel}" alt=""></main></html>`;
}
