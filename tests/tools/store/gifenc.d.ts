/** What we use of gifenc 1.0.3, which has no types of its own. For Node it is one object. */
declare module 'gifenc' {
  type Palette = number[][];
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
  const gifenc: {
    quantize(rgba: Uint8Array, most: number, options?: { format?: 'rgb565' | 'rgb444' }): Palette;
    applyPalette(rgba: Uint8Array, palette: Palette, format?: 'rgb565' | 'rgb444'): Uint8Array;
    GIFEncoder(): {
      writeFrame(index: Uint8Array, width: number, height: number, frame?: Frame): void;
      finish(): void;
      bytes(): Uint8Array;
    };
  };
  export default gifenc;
}
