import { useEffect, useState } from 'react';
import { i18n } from '#i18n';
import type { Filter } from '../../lib/ledger/read.ts';
import type { SiteId } from '../../lib/model/page.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { verdictOrder, verdictWords } from '../chat/verdict-words.ts';
import { siteWords } from './words.ts';

const sites: readonly SiteId[] = ['google', 'baidu', 'zhihu'];
/** ms. A search begins when the typing rests. */
const restMs = 180;

/** What to look for, and among which records. */
export function Filters({ models, onFilter }: { models: readonly string[]; onFilter: (filter: Filter) => void }) {
  const [text, setText] = useState('');
  const [site, setSite] = useState('');
  const [model, setModel] = useState('');
  const [verdict, setVerdict] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => onFilter(filterOf({ text, site, model, verdict, from, to })), text ? restMs : 0);
    return () => clearTimeout(timer);
  }, [text, site, model, verdict, from, to, onFilter]);
  return (
    <search className="pd-ledger-filters">
      <input
        className="pd-input"
        type="search"
        name="search"
        aria-label={i18n.t('ledger.search')}
        placeholder={i18n.t('ledger.search')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="pd-ledger-selects">
        <Select
          label={i18n.t('ledger.anySite')}
          value={site}
          onChange={setSite}
          options={sites.map(withWords<SiteId>(siteWords))}
        />
        <Select
          label={i18n.t('ledger.anyModel')}
          value={model}
          onChange={setModel}
          options={[['quotes', i18n.t('ledger.quotes')], ...models.map((name) => [name, name] as const)]}
        />
        <Select
          label={i18n.t('ledger.anyVerdict')}
          value={verdict}
          onChange={setVerdict}
          options={verdictOrder.map(withWords<Verdict>(verdictWords))}
        />
        <label className="pd-ledger-date">
          {i18n.t('ledger.from')}
          <input
            className="pd-input"
            type="date"
            name="from"
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
        </label>
        <label className="pd-ledger-date">
          {i18n.t('ledger.to')}
          <input
            className="pd-input"
            type="date"
            name="to"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </label>
      </div>
    </search>
  );
}

const withWords =
  <T extends string>(words: (value: T) => string) =>
  (value: T) =>
    [value, words(value)] as const;

function Select({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <select
      className="pd-select"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">{label}</option>
      {options.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}

interface Typed {
  text: string;
  site: string;
  model: string;
  verdict: string;
  from: string;
  to: string;
}

/** Days are the user's own, from their first moment to their last. */
function filterOf({ text, site, model, verdict, from, to }: Typed): Filter {
  const fromMs = Date.parse(`${from}T00:00`);
  const toMs = Date.parse(`${to}T23:59:59.999`);
  return {
    ...(text.trim() && { text }),
    ...(site && { site: site as SiteId }), // of the options above
    ...(model && { model }),
    ...(verdict && { verdict: verdict as Verdict }), // of the options above
    ...(!Number.isNaN(fromMs) && { fromMs }),
    ...(!Number.isNaN(toMs) && { toMs }),
  };
}
