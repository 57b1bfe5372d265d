import { type ReactNode, useContext, useEffect, useState } from 'react';
import { AnswerContext } from './answer-context.ts';
import { Chunked } from './chunked.tsx';
import { ColouredCode, useColours } from './code-colours.tsx';

/** How long a copied block says so, in milliseconds. */
const SAID = 1_600;

/** Code with its language and a button that copies it. */
export function CodeBlock({ code, language }: { code: string; language: string }): ReactNode {
  const coloured = useColours(code, language);
  return (
    <div className="pd-code">
      <div className="pd-code-head">
        <span>{language}</span>
        <CopyButton text={code} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <pre tabIndex={0}>
        <code>
          {coloured ? <ColouredCode pieces={coloured} /> : <Chunked values={pieces(code)} render={renderPiece} />}
        </code>
      </pre>
    </div>
  );
}

function CopyButton({ text }: { text: string }): ReactNode {
  const { copyLabel, copiedLabel } = useContext(AnswerContext);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      className="pd-code-copy"
      onClick={(event) => {
        if (!event.isTrusted) return;
        // Refused when the document has lost the focus: then it is not said to be copied.
        navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => setCopied(false),
        );
      }}
    >
      <span aria-live="polite">{copied ? copiedLabel : copyLabel}</span>
    </button>
  );
}

const renderPiece = (piece: string, index: number): ReactNode => <span key={index}>{piece}</span>;

/** Lines in pieces, so that a long block that grows is laid out anew only at its end. */
const PIECE = 2_000;

function pieces(code: string): string[] {
  const found: string[] = [];
  for (let start = 0; start < code.length; ) {
    const line = code.indexOf('\n', start + PIECE);
    const end = line < 0 ? code.length : line + 1;
    found.push(code.slice(start, end));
    start = end;
  }
  return found;
}
