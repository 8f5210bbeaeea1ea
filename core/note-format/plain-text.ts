/** Converts a note to plain text, for the search index and excerpts. */
import type { Nodes, PhrasingContent, Root } from 'mdast'
import { getTarget } from './rapporteur-url.ts'

/** One line for each block, without times, addresses and marks. */
export function toPlainText(root: Root): string {
  return toLines(root).join('\n')
}

/** The text of the block and of each block within it, without blank texts. Only the text of code has several lines. */
export function toLines(node: Nodes): string[] {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return listUnlessBlank(toInlineText(removeLeadingTime(node.children)))
    case 'tableRow':
      return listUnlessBlank(node.children.map((cell) => toInlineText(cell.children)).join(' '))
    case 'code':
      return listUnlessBlank(node.value)
    case 'html':
      return listUnlessBlank(removeHtmlTags(node.value))
    default:
      return 'children' in node ? node.children.flatMap(toLines) : []
  }
}

/** A block's phrasing without the time it starts with. */
export function removeLeadingTime(nodes: readonly PhrasingContent[]): readonly PhrasingContent[] {
  return getTarget(nodes[0])?.kind === 'at' ? nodes.slice(1) : nodes
}

/** The words in one line. */
export function toInlineText(nodes: readonly PhrasingContent[]): string {
  return nodes.map(getText).join('').replaceAll(/\s+/g, ' ').trim()
}

function getText(node: PhrasingContent): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value
    case 'break':
      return ' '
    case 'image':
    case 'imageReference':
      return node.alt ?? ''
    case 'html':
      return removeHtmlTags(node.value)
    default:
      return 'children' in node ? node.children.map(getText).join('') : ''
  }
}

function removeHtmlTags(html: string): string {
  return html.replaceAll(/<!--[\s\S]*?-->|<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}

/** @returns nothing for a blank text */
function listUnlessBlank(text: string): string[] {
  return text.trim() === '' ? [] : [text]
}
