import { useState } from 'react';
import { i18n } from '#i18n';
import { searchUrl } from '../../lib/chat/search-url.ts';
import { atSentence } from '../../lib/grounding/text-fragment.ts';
import { safeLink } from '../../lib/markdown/link.ts';
import type { Source } from '../../lib/model/page.ts';
import type { Check, Verdict } from '../../lib/model/verdict.ts';
import { usePart } from '../answer/use-part.ts';
import { Button } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import type { Pointed } from './evidence-context.ts';
import { opinionWords } from './opinion-note.tsx';
import { VerdictIcon } from './verdict-icon.tsx';
import { missingWords, verdictWords, whyWords } from './verdict-words.ts';

/** What stands behind a statement: the verdict in words, the nearest sentences with the words in common, what is missing. */
export function EvidenceCard({
  claim,
  check,
  sources,
  quote,
  read,
  site,
  onShow,
  onRead,
}: Omit<Pointed, 'turnId'> & {
  onShow?: ((source: Source) => void) | undefined;
  /** Reads the source's page and checks again; false: that could not be. */
  onRead?: ((source: Source) => Promise<boolean>) | undefined;
}) {
  const only = sources.length === 1 ? sources[0] : undefined;
  const verdict =
    check && ((only && check.each?.find(({ source }) => source === only.number)?.verdict) ?? check.verdict);
  const remarks = check && verdict && hasRemarks(verdict) ? [...new Set(missingWords(check))] : [];
  return (
    <div className="pd-evidence">
      {quote && <p className="pd-evidence-verdict">❝ {i18n.t('verdict.quote')}</p>}
      {verdict && (
        <p className="pd-evidence-verdict">
          <VerdictIcon verdict={verdict} /> <span className="pd-evidence-words">{verdictWords(verdict)}</span>
        </p>
      )}
      {(verdict === 'noSource' || verdict === 'noSuchNumber') && (
        <p className="pd-evidence-note">{i18n.t(`trust.long.${verdict}`)}</p>
      )}
      {check?.opinion && <p className="pd-evidence-note">{opinionWords(check.opinion)}</p>}
      {check && whyWords(check) && <p className="pd-evidence-note">{whyWords(check)}</p>}
      {remarks.length > 0 && (
        <ul className="pd-evidence-missing">
          {remarks.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      {sources.map((source) => (
        <SourceEvidence
          key={source.number}
          claim={claim}
          source={source}
          sentences={sentencesOf(source, check, quote)}
          onShow={onShow}
          isRead={read.includes(source.number)}
          onRead={check && check.verdict !== 'found' && mayHelp(source) ? onRead : undefined}
        />
      ))}
      {site && verdict && verdict !== 'found' && verdict !== 'cannotCheck' && (
        <p className="pd-evidence-actions">
          <a className="pd-link" href={searchUrl(site, claim)} target="_blank" rel="noopener noreferrer">
            {i18n.t('verdict.search')}
          </a>
        </p>
      )}
    </div>
  );
}

function SourceEvidence({
  claim,
  source,
  sentences,
  onShow,
  isRead,
  onRead,
}: {
  claim: string;
  source: Source;
  sentences: readonly string[];
  onShow: ((source: Source) => void) | undefined;
  isRead: boolean;
  onRead: ((source: Source) => Promise<boolean>) | undefined;
}) {
  const link = safeLink(source.url);
  const [first] = sentences;
  return (
    <section className="pd-evidence-source">
      <h4 className="pd-evidence-from">
        <span className="pd-number">{source.number}</span>
        <span>
          <Facts of={[source.author, source.site]} />
        </span>
      </h4>
      {sentences.map((sentence) => (
        <blockquote key={sentence} className="pd-evidence-quote">
          <WithMarks text={sentence} claim={claim} />
        </blockquote>
      ))}
      {sentences.length === 0 && <p className="pd-evidence-title">{source.title}</p>}
      {isRead && <p className="pd-evidence-note">{i18n.t('verdict.wholePage')}</p>}
      <p className="pd-evidence-actions">
        {onRead && !isRead && <ReadPage read={() => onRead(source)} />}
        {onShow && (
          <Button look="link" onPress={() => onShow(source)}>
            {i18n.t('sources.show')}
          </Button>
        )}
        {link && (
          <a
            className="pd-link"
            href={first ? atSentence(link.href, first) : link.href}
            target="_blank"
            rel="noopener noreferrer"
            title={link.host}
            onClick={(event) => {
              if (!event.isTrusted) event.preventDefault();
            }}
          >
            {i18n.t(first ? 'verdict.openThere' : 'verdict.open')}
          </a>
        )}
      </p>
    </section>
  );
}

/** Asks for the page behind a source; the card closes when that has changed the checks. */
function ReadPage({ read }: { read: () => Promise<boolean> }) {
  const [state, setState] = useState<'idle' | 'reading' | 'failed'>('idle');
  const press = async () => {
    setState('reading');
    if (!(await read().catch(() => false))) setState('failed');
  };
  return (
    <>
      <Button look="link" disabled={state === 'reading'} onPress={() => void press()}>
        {i18n.t(state === 'reading' ? 'verdict.readingPage' : 'verdict.readPage')}
      </Button>
      {state === 'failed' && <span role="alert">{i18n.t('verdict.notRead')}</span>}
    </>
  );
}

/** A source's sentence with the words it has in common with the statement marked. */
function WithMarks({ text, claim }: { text: string; claim: string }) {
  const checking = usePart('checking', true);
  const pieces: React.ReactNode[] = [];
  let from = 0;
  for (const { start, end } of checking?.matchedRanges(claim, text) ?? []) {
    if (start > from) pieces.push(text.slice(from, start));
    pieces.push(<mark key={start}>{text.slice(start, end)}</mark>);
    from = end;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

const sentencesOf = ({ number }: Source, check: Check | undefined, quote: string | undefined): string[] =>
  quote
    ? [quote]
    : [...new Set((check?.evidence ?? []).filter(({ source }) => source === number).map((one) => one.quote))];

/** A Zhihu answer or article stands on the page whole already. */
const mayHelp = ({ kind }: Source): boolean => kind !== 'answer' && kind !== 'article';

const hasRemarks = (verdict: Verdict): boolean =>
  verdict === 'partly' || verdict === 'notFound' || verdict === 'noSuchNumber' || verdict === 'cannotCheck';
