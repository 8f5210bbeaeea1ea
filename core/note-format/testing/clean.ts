import type { Nodes } from 'mdast'

/** Removes positions from a tree for comparison. */
export function withoutPositions(node: Nodes): unknown {
  const { position: _, ...rest } = node
  return 'children' in rest ? { ...rest, children: rest.children.map(withoutPositions) } : rest
}
