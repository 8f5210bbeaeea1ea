import type { Nodes } from 'mdast'

/**
 * Whether two blocks of a list item read as something else when no blank line stands between them. Such an item is not tight.
 * At least all cases in which to-markdown itself puts a blank line into a tight item.
 */
export function mustStandApart(left: Nodes, right: Nodes): boolean {
  if (left.type === 'html') return true
  if (left.type === 'blockquote' && right.type === 'blockquote') return true
  return endsInText(left) && joinsText(right)
}

/** The next line could go on with its text or its rows. */
function endsInText(node: Nodes): boolean {
  if (node.type === 'paragraph' || node.type === 'definition' || node.type === 'table') return true
  const last =
    node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem'
      ? node.children.at(-1)
      : undefined
  return last !== undefined && endsInText(last)
}

/** Cannot interrupt a paragraph (CommonMark §4, §5.3), or would underline it as a heading. */
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
      // micromark takes a quote's first block as if it stood in the text before the quote.
      return node.children.slice(0, 1).some(cannotInterrupt)
    default:
      return false
  }
}
