/** What a user's own instructions may name. */
export const templateNames = ['question', 'sources', 'date', 'language', 'selection'] as const;
export type TemplateName = (typeof templateNames)[number];

const place = new RegExp(`\\{\\{ ?(${templateNames.join('|')}) ?\\}\\}`, 'g');

/**
 * The user's own instructions with their places filled, each once and none in what was filled in. Sources and question
 * are added at the end where the user forgot them: an answer without either is about something else.
 */
export function fillTemplate(template: string, values: Record<TemplateName, string>): string {
  const used = new Set<string>();
  const filled = template.replace(place, (_, name: TemplateName) => {
    used.add(name);
    return values[name];
  });
  const forgotten = (['sources', 'question'] as const).filter((name) => !used.has(name) && values[name] !== '');
  return [filled.trim(), ...forgotten.map((name) => values[name])].join('\n');
}
