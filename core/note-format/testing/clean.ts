import type { Nodes, Root } from 'mdast'

/** Removes positions from a tree for comparison. */
export function withoutPositions(root: Root): unknown {
  return removePositions(root)
}

function removePositions(node: Nodes): unknown {
  const { position: _, ...rest } = node
  return 'children' in rest ? { ...rest, children: rest.children.map(removePositions) } : rest
}
