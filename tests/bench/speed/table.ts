import type { Figure } from './figures.ts';

/** The figures as a Markdown table, its columns padded so that it also reads as plain text. */
export function tableOf(figures: readonly Figure[]): string {
  const head = ['', 'none', 'floor', 'Pangda', 'bare', '× floor', 'bar', ''];
  const rows = figures.map(({ what, unit, control, floor, ours, bare, bar, kept }) => [
    unit ? `${what}, ${unit}` : what,
    written(control),
    written(floor),
    written(ours),
    written(bare),
    ratio(ours, floor),
    bar ?? '',
    kept === undefined ? '' : kept ? 'kept' : '**not**',
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => padded(cell, at, widths[at] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (isNumber(at) ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** Beside next to nothing everything is a thousand times as much: that tells nothing. */
function ratio(ours: number | undefined, floor: number | undefined): string {
  if (ours === undefined || floor === undefined || floor <= 0 || ours < 0 || ours / floor >= 100) return '';
  return (ours / floor).toFixed(1);
}

const isNumber = (column: number): boolean => column >= 1 && column <= 5;
const padded = (cell: string, column: number, width: number) =>
  isNumber(column) ? cell.padStart(width) : cell.padEnd(width);

/** Three digits that count. */
export function written(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  const size = Math.abs(value);
  if (size >= 100 || size === 0) return Math.round(value).toLocaleString('en');
  return value.toFixed(size >= 10 ? 1 : size >= 0.01 ? 2 : 4);
}
