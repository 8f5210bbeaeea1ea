import type { Nodes } from 'mdast'

/**
 * Whether two blocks of a list item would be read differently without a blank line between them, so that the item cannot be tight. Covers
 * all cases in which to-markdown itself writes a blank line in a tight item.
 */
export function needsBlankLineBetween(left: Nodes, right: Nodes): boolean {
  if (left.type === 'html') return true
  if (left.type === 'blockquote' && right.type === 'blockquote') return true
  return endsInText(left) && joinsText(right)
}

/** Whether the next line could continue the block's text or rows. */
function endsInText(node: Nodes): boolean {
  if (node.type === 'paragraph' || node.type === 'definition' || node.type === 'table') return true
  const last =
    node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem'
      ? node.children.at(-1)
      : undefined
  return last !== undefined && endsInText(last)
}

/** Whether the block cannot interrupt a paragraph (CommonMark §4, §5.3), or would turn it into a heading. */
function joinsText(node: Nodes): boolean {
  return node.type === 'paragraph' || node.type === 'thematicBreak' || cannotInterrupt(node)
}

function cannotInterrupt(node: Nodes): boolean {
  switch (node.type) {
    case 'definition':
    case 'html':
    case 'table':
      return true
    case 'list':
      return (node.ordered === true && node.start !== 1) || node.children.slice(0, 1).some(cannotInterrupt)
    case 'listItem':
      return node.children.length === 0 || node.children.slice(0, 1).some(cannotInterrupt)
    case 'blockquote':
      // micromark reads a quotation's first block as if it continued the text before.
      return node.children.slice(0, 1).some(cannotInterrupt)
    default:
      return false
  }
}
