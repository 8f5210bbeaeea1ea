/**
 * Brings trees with the same meaning into one form, the canonical one. Markdown cannot express some trees, such as an empty paragraph or
 * one that ends with a space. It would write others in a form that people hardly understand in other programs, such as `**bold&#x20;**`.
 * `parseNote(serialiseNote(tree))` equals `normaliseNote(tree)`.
 */
import type { BlockContent, DefinitionContent, List, ListItem, Paragraph, Root, RootContent } from 'mdast'
import { needsBlankLineBetween } from './blank-lines.ts'
import { normalisePhrasing } from './canonical-phrasing.ts'

export function normaliseNote(root: Root): Root {
  return { ...root, children: root.children.flatMap(toCanonicalBlocks) }
}

function toCanonicalBlocks<T extends RootContent>(node: T): (T | RootContent)[] {
  switch (node.type) {
    case 'paragraph': {
      const children = normalisePhrasing(node.children, 'paragraph')
      return children.length > 0 ? [{ ...node, children }] : []
    }
    case 'heading':
      return [{ ...node, children: normalisePhrasing(node.children, 'heading') }]
    case 'blockquote':
      return [{ ...node, children: node.children.flatMap(toCanonicalBlocks) as BlockContent[] }]
    case 'list':
      return toCanonicalList(node)
    case 'table':
      return [
        {
          ...node,
          children: node.children.map((row) => ({
            ...row,
            children: row.children.map((cell) => ({
              ...cell,
              children: normalisePhrasing(cell.children, 'cell'),
            })),
          })),
        },
      ]
    case 'code': {
      const meta = (node.lang && node.meta?.trim()) || null
      return [{ ...node, lang: node.lang || null, meta }]
    }
    case 'definition':
      return [{ ...node, title: node.title || null }]
    case 'html':
      return [{ ...node, value: node.value.replace(/\n+$/, '') }]
    default:
      return [node]
  }
}

function toCanonicalList(node: List): List[] {
  const children = node.children.map(toCanonicalItem)
  if (children.length === 0) return []
  return [{ ...node, spread: Boolean(node.spread) && children.length > 1, children }]
}

function toCanonicalItem(node: ListItem): ListItem {
  const content = node.children.flatMap(toCanonicalBlocks) as (BlockContent | DefinitionContent)[]
  const needsBox = typeof node.checked === 'boolean' && content[0]?.type !== 'paragraph'
  // Only a paragraph can have the box.
  const box: Paragraph[] = needsBox ? [{ type: 'paragraph', children: [] }] : []
  const children = [...box, ...content]
  const spread = children.some((child, index) => {
    const next = children[index + 1]
    return next !== undefined && (Boolean(node.spread) || needsBlankLineBetween(child, next))
  })
  return { ...node, spread, children }
}
