import { createRequire } from 'node:module';

/** Colours, each of red, green and blue. */
export type Palette = number[][];

interface Frame {
  /** Absent after the first frame: its palette holds for all. */
  palette?: Palette;
  /** ms */
  delay?: number;
  transparent?: boolean;
  transparentIndex?: number;
  /** 1: the next frame is drawn over this one. */
  dispose?: number;
}

/** What we use of gifenc 1.0.3, which has no types of its own. */
interface Gifenc {
  quantize(rgba: Uint8Array, most: number): Palette;
  /** A byte a pixel: its colour's place in the palette. */
  applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
  GIFEncoder(): {
    writeFrame(index: Uint8Array, width: number, height: number, frame?: Frame): void;
    finish(): void;
    bytes(): Uint8Array;
  };
}

/** Required, not imported: what an import of it gives is another thing to Node than to vitest. */
export const gifenc = createRequire(import.meta.url)('gifenc') as Gifenc;
