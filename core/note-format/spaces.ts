/** Handles spaces and line breaks at the edges of texts and lines. */
import type { PhrasingContent } from 'mdast'

export function getLeadingSpace(text: string): string {
  return /^[ \t\n]*/.exec(text)?.[0] ?? ''
}

export function getTrailingSpace(text: string): string {
  // Not /[ \t\n]*$/, which is quadratic in a long run of spaces within the text.
  let end = text.length
  while (end > 0 && ' \t\n'.includes(text.charAt(end - 1))) end--
  return text.slice(end)
}

type Split = { before: PhrasingContent[]; middle: PhrasingContent[]; after: PhrasingContent[] }

/** Separates spaces and breaks at the start and end from the rest. */
export function splitSpaces(nodes: readonly PhrasingContent[]): Split {
  const before: PhrasingContent[] = []
  const after: PhrasingContent[] = []
  const middle = [...nodes]
  for (let first = middle[0]; first && isSpace(first, getLeadingSpace); first = middle[0]) {
    middle.shift()
    if (first.type !== 'text') {
      before.push(first)
      continue
    }
    const { length } = getLeadingSpace(first.value)
    before.push({ type: 'text', value: first.value.slice(0, length) })
    if (length < first.value.length) middle.unshift({ type: 'text', value: first.value.slice(length) })
  }
  for (let last = middle.at(-1); last && isSpace(last, getTrailingSpace); last = middle.at(-1)) {
    middle.pop()
    if (last.type !== 'text') {
      after.unshift(last)
      continue
    }
    const start = last.value.length - getTrailingSpace(last.value).length
    after.unshift({ type: 'text', value: last.value.slice(start) })
    if (start > 0) middle.push({ type: 'text', value: last.value.slice(0, start) })
  }
  return { before, middle, after }
}

function isSpace(node: PhrasingContent, getEdgeSpace: (text: string) => string): boolean {
  return node.type === 'break' || (node.type === 'text' && getEdgeSpace(node.value) !== '')
}

/** Removes spaces at the start of a block, and spaces and breaks at its end, since Markdown ignores them. */
export function trimEdges(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const { before, middle } = splitSpaces(nodes)
  return middle.length === 0 ? [] : [...before.filter((node) => node.type === 'break'), ...middle]
}
