import { i18n } from '#i18n';

/** Buttons shown at once; a service may list hundreds of models. */
const most = 8;

/** The models a service lists, narrowed down by what is typed in the field above. */
export function ModelChoices({
  models,
  typed,
  onChoose,
}: {
  models: readonly string[];
  typed: string;
  onChoose: (model: string) => void;
}) {
  if (models.length === 0) return null;
  const matching = narrowed(models, typed);
  const shown = matching.slice(0, most);
  return (
    <div className="pd-models">
      <ul className="pd-model-list" aria-label={i18n.t('options.modelChoices')}>
        {shown.map((model) => (
          <li key={model}>
            <button type="button" className="pd-model" aria-pressed={model === typed} onClick={() => onChoose(model)}>
              {model}
            </button>
          </li>
        ))}
      </ul>
      <p className="pd-field-hint" role="status">
        {shown.length === 0 && i18n.t('options.noModelMatches')}
        {shown.length > 0 &&
          matching.length > shown.length &&
          i18n.t('options.modelsShown', [String(shown.length), String(matching.length)])}
      </p>
    </div>
  );
}

/** A model already chosen narrows nothing: whoever looks at the list then wants to see the others, it first. */
function narrowed(models: readonly string[], typed: string): string[] {
  if (models.includes(typed)) return [typed, ...models.filter((model) => model !== typed)];
  const words = typed.toLowerCase().split(/\s+/);
  return models.filter((model) => words.every((word) => model.toLowerCase().includes(word)));
}
