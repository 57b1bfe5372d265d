/** The mark, a panda's head in a square of 32: SVG elements with their attributes, from back to front. */
export const pandaShapes: readonly (readonly [
  tag: 'circle' | 'ellipse' | 'path',
  attributes: Record<string, string>,
])[] = [
  // Around all of it a light rim, without which the ears are lost on dark surfaces; on light ones it is not seen.
  ['circle', { cx: '7', cy: '8', r: '6', fill: '#fff' }],
  ['circle', { cx: '25', cy: '8', r: '6', fill: '#fff' }],
  ['circle', { cx: '7', cy: '8', r: '4.9', fill: '#22282b' }],
  ['circle', { cx: '25', cy: '8', r: '4.9', fill: '#22282b' }],
  ['ellipse', { cx: '16', cy: '17.5', rx: '13', ry: '12', fill: '#fff', stroke: '#22282b', 'stroke-width': '1.4' }],
  ['ellipse', { cx: '10.6', cy: '16.4', rx: '3.3', ry: '4.2', fill: '#22282b', transform: 'rotate(24 10.6 16.4)' }],
  ['ellipse', { cx: '21.4', cy: '16.4', rx: '3.3', ry: '4.2', fill: '#22282b', transform: 'rotate(-24 21.4 16.4)' }],
  ['circle', { cx: '11.2', cy: '15.8', r: '1.2', fill: '#fff' }],
  ['circle', { cx: '20.8', cy: '15.8', r: '1.2', fill: '#fff' }],
  ['ellipse', { cx: '16', cy: '21', rx: '2', ry: '1.4', fill: '#22282b' }],
  [
    'path',
    {
      d: 'M16 22.4v1.4M13 24.6c1.6 1.3 4.4 1.3 6 0',
      ...{ fill: 'none', stroke: '#22282b', 'stroke-width': '1.3', 'stroke-linecap': 'round' },
    },
  ],
];
