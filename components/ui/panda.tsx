import { createElement } from 'react';
import { pandaShapes } from './panda-shapes.ts';

const camelCase = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const shapes = pandaShapes.map(([tag, attributes], index) =>
  createElement(tag, {
    key: index,
    ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [camelCase(name), value])),
  }),
);

/** The mark. Two tones only, so that it reads at 16 px, on light and on dark. */
export const Panda = ({ size = 22 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    {shapes}
  </svg>
);
