import type { Verdict } from '../../lib/model/verdict.ts';

/** The shape of a verdict: told by its form before its colour. The words beside it, or the label around it, say the same. */
export function VerdictIcon({ verdict }: { verdict: Verdict }) {
  return (
    <svg className="pd-verdict-icon" data-verdict={verdict} viewBox="0 0 12 12" aria-hidden="true">
      {shapes[verdict]}
    </svg>
  );
}

const ring = <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />;

const shapes: Record<Verdict, React.ReactNode> = {
  found: (
    <>
      <circle cx="6" cy="6" r="5" fill="currentColor" />
      <path d="m3.6 6.2 1.7 1.7 3.2-3.6" fill="none" stroke="var(--pd-surface)" strokeWidth="1.4" />
    </>
  ),
  partly: (
    <>
      {ring}
      <path d="M6 1.75a4.25 4.25 0 0 0 0 8.5Z" fill="currentColor" />
    </>
  ),
  notFound: ring,
  noSource: <path d="M2 6h8" stroke="currentColor" strokeWidth="1.6" />,
  cannotCheck: (
    <path
      d="M4.1 4.4a1.9 1.9 0 1 1 2.9 1.6c-.7.4-1 .8-1 1.4M6 9.6v.1"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
    />
  ),
  noSuchNumber: (
    <path
      d="M6 1.2 11 10.4H1ZM6 4.6v2.6M6 8.9v.1"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.2"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  ),
};
