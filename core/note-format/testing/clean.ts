import type { Nodes, Root } from 'mdast'

/** A tree to compare: without positions. */
export function clean(root: Root): unknown {
  return withoutPositions(root)
}

function withoutPositions(node: Nodes): unknown {
  const { position: _, ...rest } = node
  return 'children' in rest ? { ...rest, children: rest.children.map(withoutPositions) } : rest
}
