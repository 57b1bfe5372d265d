import type { Nodes, Parents } from 'mdast';
import type { Path } from './split.ts';

/**
 * Two halves of a node as one: `left` is finished, `right` was read with an opener in front (see `Split`), whose
 * stand-ins are dropped here. Finished children keep their identity. Nothing when the halves do not fit.
 */
export function joined(left: Nodes, right: Nodes | undefined, path: Path): Nodes | undefined {
  const [type, ...below] = path;
  if (!right || left.type !== type || right.type !== type) return undefined;
  if (left.type === 'code' && right.type === 'code') return { ...left, value: `${left.value}\n${right.value}` };
  if (!('children' in left) || !('children' in right)) return undefined;
  if (left.type === 'paragraph') return withChildren(left, left.children, withoutFirstCharacter(right));
  if (below.length === 0)
    return { ...withChildren(left, left.children, right.children.slice(1)), ...spread(left, right) };
  // An item or a quote has its stand-in first; a list has none of its own when one of its items goes on.
  const index = left.type === 'list' ? 0 : 1;
  const last = left.children.at(-1);
  const middle = last && joined(last, right.children[index], below);
  if (!middle) return undefined;
  return {
    ...withChildren(left, left.children.slice(0, -1), [middle, ...right.children.slice(index + 1)]),
    ...spread(left, right),
  };
}

const withChildren = (node: Parents, first: readonly Nodes[], second: readonly Nodes[]): Nodes =>
  ({ ...node, children: [...first, ...second] }) as Nodes; // both halves are of the node's own type

const spread = (left: Nodes, right: Nodes): { spread?: boolean } =>
  left.type === 'listItem' && right.type === 'listItem' ? { spread: Boolean(left.spread || right.spread) } : {};

function withoutFirstCharacter(node: Parents): Nodes[] {
  const [first, ...others] = node.children as Nodes[];
  if (first?.type !== 'text') return first ? [first, ...others] : others;
  return first.value.length > 1 ? [{ ...first, value: first.value.slice(1) }, ...others] : others;
}
