import type { Nodes, Parents, Table, TableCell, TableRow, Text } from 'mdast';
import { memo, type ReactNode, useContext } from 'react';
import { AnswerContext, type CheckedSentence, MarksContext } from './answer-context.ts';
import { AnswerLink } from './answer-link.tsx';
import { Chunked } from './chunked.tsx';
import { CodeBlock } from './code-block.tsx';
import { FormulaView } from './formula.tsx';
import type { Mark } from './place-marks.ts';

/**
 * One piece of an answer as an element. The list of what there is, is closed: anything else (HTML, a node of some new
 * syntax) shows as its text. Rendered again only when the piece is another one.
 */
export const NodeView = memo(function NodeView({ node }: { node: Nodes }): ReactNode {
  switch (node.type) {
    case 'text':
      return <RunningText node={node} />;
    case 'paragraph':
      return <p>{children(node)}</p>;
    case 'heading': {
      // The panel's own titles are h2.
      const Heading = (['h3', 'h4', 'h5'] as const)[node.depth - 1] ?? 'h6';
      return <Heading>{children(node)}</Heading>;
    }
    case 'strong':
      return <strong>{children(node)}</strong>;
    case 'emphasis':
      return <em>{children(node)}</em>;
    case 'delete':
      return <del>{children(node)}</del>;
    case 'formula':
      return withMarks(node, <FormulaView node={node} />);
    case 'inlineCode':
      return withMarks(node, <code>{node.value}</code>);
    case 'break':
      return <br />;
    case 'link':
      return withMarks(
        node,
        <AnswerLink url={node.url} words={wordsOf(node)}>
          {children(node)}
        </AnswerLink>,
      );
    case 'blockquote':
      return <blockquote>{children(node)}</blockquote>;
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{children(node)}</ol> : <ul>{children(node)}</ul>;
    case 'listItem':
      return (
        <li className={itemClass(node)}>
          {typeof node.checked === 'boolean' && <span className="pd-check">{node.checked ? '☑ ' : '☐ '}</span>}
          {children(node)}
        </li>
      );
    case 'code':
      return withMarks(node, <CodeBlock code={node.value} language={node.lang ?? ''} />);
    case 'thematicBreak':
      return withMarks(node, <hr />);
    case 'table':
      return <TableView table={node} />;
    case 'definition':
      return withMarks(node, null);
    default:
      return wordsOf(node);
  }
});

const children = (node: Parents): ReactNode => (
  <Chunked values={node.children as readonly Nodes[]} render={renderNode} />
);

// A growing answer adds at the end, so a place is as good a key as any.
const renderNode = (node: Nodes, index: number): ReactNode => <NodeView key={index} node={node} />;

const itemClass = (item: Nodes & { type: 'listItem' }): string | undefined =>
  [item.spread && 'pd-spread', typeof item.checked === 'boolean' && 'pd-task'].filter(Boolean).join(' ') || undefined;

const noMarks: readonly Mark<CheckedSentence>[] = [];

function RunningText({ node }: { node: Text }): ReactNode {
  return <Run text={node.value} marks={useContext(MarksContext).get(node) ?? noMarks} />;
}

/** What holds no running text has the marks of sentences that end with it behind it. */
const withMarks = (node: Nodes, element: ReactNode): ReactNode => (
  <>
    {element}
    <MarksBehind node={node} />
  </>
);

function MarksBehind({ node }: { node: Nodes }): ReactNode {
  const marks = useContext(MarksContext).get(node);
  return marks && <Run text="" marks={marks} />;
}

/** The same words are not looked through again when their block is read again. */
const Run = memo(function Run({ text, marks }: { text: string; marks: readonly Mark<CheckedSentence>[] }): ReactNode {
  return useContext(AnswerContext).renderText(text, marks);
});

function TableView({ table }: { table: Table }): ReactNode {
  const [head, ...rows] = table.children;
  const align = (table.align ?? []).map((side) => side ?? '').join(' ');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <div className="pd-table" tabIndex={0}>
      <table>
        {head && (
          <thead>
            <RowView row={head} align={align} head />
          </thead>
        )}
        {rows.length > 0 && (
          <tbody>
            <Chunked values={rows} render={rowRenderer(align)} />
          </tbody>
        )}
      </table>
    </div>
  );
}

// One function for one alignment, so that finished rows are seen to be the same.
const rowRenderers = new Map<string, (row: TableRow, index: number) => ReactNode>();
function rowRenderer(align: string): (row: TableRow, index: number) => ReactNode {
  const known = rowRenderers.get(align);
  if (known) return known;
  const renderer = (row: TableRow, index: number) => <RowView key={index} row={row} align={align} />;
  if (rowRenderers.size < 200) rowRenderers.set(align, renderer);
  return renderer;
}

const RowView = memo(function RowView({
  row,
  align,
  head,
}: {
  row: TableRow;
  align: string;
  head?: boolean;
}): ReactNode {
  const sides = align.split(' ');
  const Cell = head ? 'th' : 'td';
  return (
    <tr>
      {sides.map((side, column) => {
        const cell: TableCell | undefined = row.children[column];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <Cell key={column} className={side ? `pd-${side}` : undefined}>
            {cell && children(cell)}
          </Cell>
        );
      })}
    </tr>
  );
});

/** The text in a node, without any structure. */
function wordsOf(node: Nodes): string {
  if ('value' in node) return node.value;
  if ('children' in node) return (node.children as Nodes[]).map(wordsOf).join('');
  return 'alt' in node ? (node.alt ?? '') : '';
}
