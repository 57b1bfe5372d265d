import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { floors } from './floors.ts';
import { root } from './processes.mjs';

export const drawingFile = join(root, 'docs/architecture.md');

/** What each folder may import; a folder above others stands for all of them. */
type Floors = Record<string, string[]>;

/** The part of a page that is drawn: between these. */
const [begin, end] = ['<!-- drawing:begin -->\n', '<!-- drawing:end -->'];

/** What stands drawn in a page; undefined: nothing. */
export const drawnIn = (page: string): string | undefined => page.split(begin)[1]?.split(end)[0];

/**
 * The table of floors as a Mermaid flowchart. Folders that know the same and are known by the same share a box, and an
 * arrow that follows from two others is left out: both keep it small enough to be read.
 */
export function drawing(table: Floors): string {
  const folders = Object.keys(table);
  const known = new Map(folders.map((folder) => [folder, importsOf(table, folder)]));
  const knowers = (folder: string) => folders.filter((other) => known.get(other)?.has(folder));
  const alike = Map.groupBy(folders, (folder) => [...(known.get(folder) ?? []), '←', ...knowers(folder)].join(' '));
  const boxes = [...alike.values()].map((members, index) => ({ id: `box${index}`, members }));
  const knows = (one: Box, other: Box) => one !== other && known.get(one.members[0] ?? '')?.has(other.members[0] ?? '');
  const arrows = boxes.flatMap((from) => {
    const below = boxes.filter((to) => knows(from, to));
    const direct = below.filter((to) => !below.some((between) => knows(between, to)));
    return direct.map((to) => `  ${from.id} --> ${to.id}\n`);
  });
  // From the top: what nobody imports comes first, so that arrows point down.
  const shapes = boxes.toReversed().map(({ id, members }) => `  ${id}["${members.join('<br>')}"]\n`);
  return `\`\`\`mermaid\nflowchart TD\n${shapes.join('')}${arrows.join('')}\`\`\`\n`;
}

interface Box {
  id: string;
  members: string[];
}

/** With the folders that a name such as `lib` stands for. */
function importsOf(table: Floors, folder: string): Set<string> {
  const named = table[folder] ?? [];
  return new Set(
    Object.keys(table).filter(
      (other) => other !== folder && named.some((name) => other === name || other.startsWith(`${name}/`)),
    ),
  );
}

/** `npm run drawing` */
if (import.meta.main) {
  const page = readFileSync(drawingFile, 'utf8');
  const drawn = drawnIn(page);
  if (drawn === undefined) throw new Error(`${drawingFile} has no place for the drawing.`);
  writeFileSync(drawingFile, page.replace(`${begin}${drawn}${end}`, `${begin}${drawing(floors)}${end}`));
}
