/** A report as a sequence of blocks, to compare what another program reads in a file with what was put into it. */
import type { ListItem, Nodes, PhrasingContent, Root } from 'mdast'

/** `heading`: 1 for a day, 0 for other text. `list`: how many lists a marked item is in, 0 for other text. */
export type Block = { heading: number; list: number; text: string }

/** Blocks without text are left out: a program may need them, a reader sees nothing. */
export function outlineOf(root: Root): Block[] {
  return root.children.flatMap((node) => blocksOf(node, 0)).filter(({ text }) => text !== '')
}

/** XML has no place for control characters: a mark stands in for them. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\p{Cc}/gu, '\ufffd')
    .trim()
}

function blocksOf(node: Nodes, depth: number): Block[] {
  switch (node.type) {
    case 'heading': {
      const isTitle = node.depth === 1 && node.data !== undefined
      return [block(words(node.children), isTitle ? 0 : Math.min(5, Math.max(1, node.depth - 1)))]
    }
    case 'paragraph':
    case 'tableCell':
      return [block(words(node.children))]
    case 'code':
      return [block(node.value)]
    case 'list':
      return node.children.flatMap((item) => itemBlocks(item, depth + 1))
    default:
      return 'children' in node ? node.children.flatMap((child) => blocksOf(child, depth)) : []
  }
}

/** A task has a box in its text in place of the list's mark. */
function itemBlocks({ checked, children }: ListItem, depth: number): Block[] {
  const [first, ...others] = children
  const text = first?.type === 'paragraph' ? words(first.children) : ''
  const rest = first?.type === 'paragraph' || !first ? others : [first, ...others]
  const marked =
    typeof checked === 'boolean'
      ? block(`${checked ? '☑' : '☐'} ${text}`)
      : block(text, 0, Math.min(9, depth))
  return [marked, ...rest.flatMap((child) => blocksOf(child, depth))]
}

function block(text: string, heading = 0, list = 0): Block {
  return { heading, list, text: oneLine(text) }
}

function words(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'break') return '\n'
      if (node.type === 'image') return node.alt ?? ''
      if ('value' in node) return node.value
      return 'children' in node ? words(node.children) : ''
    })
    .join('')
}
