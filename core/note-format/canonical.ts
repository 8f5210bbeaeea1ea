/**
 * One tree for all that reads the same. Markdown cannot write some trees (an empty paragraph, a space at the end of one),
 * and others only in ways that make the text hard to read elsewhere (`**bold&#x20;**`). These become their plain equivalents
 * before they are written. `parse(serialise(tree))` equals `canonical(tree)`.
 */
import type { BlockContent, DefinitionContent, List, ListItem, Paragraph, Root, RootContent } from 'mdast'
import { canonicalPhrasing } from './canonical-phrasing.ts'

export function canonical(root: Root): Root {
  return { ...root, children: root.children.flatMap(block) }
}

function block<T extends RootContent>(node: T): (T | RootContent)[] {
  switch (node.type) {
    case 'paragraph': {
      const children = canonicalPhrasing(node.children, 'lines')
      return children.length > 0 ? [{ ...node, children }] : []
    }
    case 'heading':
      return [{ ...node, children: canonicalPhrasing(node.children, 'one line') }]
    case 'blockquote':
      return [{ ...node, children: node.children.flatMap(block) as BlockContent[] }]
    case 'list':
      return list(node)
    case 'table':
      return [
        {
          ...node,
          children: node.children.map((row) => ({
            ...row,
            children: row.children.map((cell) => ({
              ...cell,
              children: canonicalPhrasing(cell.children, 'one line'),
            })),
          })),
        },
      ]
    default:
      return [node]
  }
}

function list(node: List): List[] {
  if (node.children.length === 0) return []
  return [{ ...node, children: node.children.map(item) }]
}

function item(node: ListItem): ListItem {
  const children = node.children.flatMap(block) as (BlockContent | DefinitionContent)[]
  if (typeof node.checked !== 'boolean') return { ...node, children }
  // Only a paragraph can carry the box.
  const empty: Paragraph = { type: 'paragraph', children: [] }
  return { ...node, children: children[0]?.type === 'paragraph' ? children : [empty, ...children] }
}
