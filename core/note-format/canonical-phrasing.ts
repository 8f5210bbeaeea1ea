/** The part of canonical.ts for what stands in a line: text and marks. */
import type { PhrasingContent } from 'mdast'
import type { Highlight } from './marks.ts'

type Mark = Extract<PhrasingContent, { type: 'emphasis' | 'strong' | 'delete' }> | Highlight
type MarkType = Mark['type']

/** `one line`: headings and table cells, in which a line break reads as a space. */
export function canonicalPhrasing(
  nodes: readonly PhrasingContent[],
  shape: 'lines' | 'one line',
): PhrasingContent[] {
  const flat = shape === 'one line' ? nodes.map(inOneLine) : nodes
  return trimEdges(trimLines(joined(flat.flatMap((node) => flatten(node, new Set())))))
}

function isMark(node: PhrasingContent | undefined): node is Mark {
  return (
    node?.type === 'emphasis' ||
    node?.type === 'strong' ||
    node?.type === 'delete' ||
    node?.type === 'highlight'
  )
}

function inOneLine(node: PhrasingContent): PhrasingContent {
  if (node.type === 'break') return { type: 'text', value: ' ' }
  if (node.type === 'text' || node.type === 'html' || node.type === 'inlineCode') {
    return { ...node, value: node.value.replaceAll(/[ \t]*\n[ \t]*/g, ' ') }
  }
  if ('children' in node) return { ...node, children: node.children.map(inOneLine) } as PhrasingContent
  return node
}

/** A mark within the same mark adds nothing; a mark around nothing is nothing; spaces at its edges stand outside of it. */
function flatten(node: PhrasingContent, around: ReadonlySet<MarkType>): PhrasingContent[] {
  if (isMark(node)) {
    const inner = joined(node.children.flatMap((child) => flatten(child, new Set([...around, node.type]))))
    if (around.has(node.type)) return inner
    const [before, children, after] = splitSpaces(inner)
    return [...before, ...(children.length > 0 ? [{ ...node, children } as Mark] : []), ...after]
  }
  if (node.type === 'link' || node.type === 'linkReference') {
    const children = joined(node.children.flatMap((child) => flatten(child, around)))
    return [{ ...node, children } as PhrasingContent]
  }
  return [node]
}

/** Neighbours of one kind as one, without empty texts. */
function joined(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const result: PhrasingContent[] = []
  for (const node of nodes) {
    if (node.type === 'text' && node.value === '') continue
    const last = result.at(-1)
    if (node.type === 'text' && last?.type === 'text') {
      result[result.length - 1] = { type: 'text', value: last.value + node.value }
    } else if (isMark(node) && isMark(last) && last.type === node.type) {
      const children = joined([...last.children, ...node.children])
      result[result.length - 1] = { ...last, children } as Mark
    } else {
      result.push(node)
    }
  }
  return result
}

function splitSpaces(nodes: PhrasingContent[]): [PhrasingContent[], PhrasingContent[], PhrasingContent[]] {
  const before: PhrasingContent[] = []
  const after: PhrasingContent[] = []
  const middle = [...nodes]
  for (let first = middle[0]; first; first = middle[0]) {
    const spaces = first.type === 'text' ? leading(first.value) : ''
    if (first.type !== 'break' && spaces === '') break
    middle.shift()
    before.push(first.type === 'text' ? { type: 'text', value: spaces } : first)
    if (first.type === 'text' && spaces !== first.value) {
      middle.unshift({ type: 'text', value: first.value.slice(spaces.length) })
      break
    }
  }
  for (let last = middle.at(-1); last; last = middle.at(-1)) {
    const spaces = last.type === 'text' ? trailing(last.value) : ''
    if (last.type !== 'break' && spaces === '') break
    middle.pop()
    after.unshift(last.type === 'text' ? { type: 'text', value: spaces } : last)
    if (last.type === 'text' && spaces !== last.value) {
      middle.push({ type: 'text', value: last.value.slice(0, last.value.length - spaces.length) })
      break
    }
  }
  return [before, middle, after]
}

function leading(text: string): string {
  return /^[ \t\n]*/.exec(text)?.[0] ?? ''
}

function trailing(text: string): string {
  // Not /[ \t\n]*$/, which is quadratic in a long run of spaces within the text.
  let end = text.length
  while (end > 0 && ' \t\n'.includes(text.charAt(end - 1))) end--
  return text.slice(end)
}

/** Spaces at either side of a line break are not read. */
function trimLines(nodes: PhrasingContent[]): PhrasingContent[] {
  return nodes.map((node, index) => {
    if (node.type !== 'text') return node
    let value = node.value.replaceAll(/[ \t]*\n[ \t\n]*/g, '\n')
    if (nodes[index - 1]?.type === 'break') value = value.replace(/^[ \t\n]+/, '')
    if (nodes[index + 1]?.type === 'break') value = value.slice(0, value.length - trailing(value).length)
    return { type: 'text', value }
  })
}

/** Nor are spaces and breaks at the end of a block, or spaces at its start. */
function trimEdges(nodes: PhrasingContent[]): PhrasingContent[] {
  const kept = nodes.filter((node) => node.type !== 'text' || node.value !== '')
  while (kept.at(-1)?.type === 'break') kept.pop()
  const first = kept[0]
  if (first?.type === 'text')
    kept[0] = { type: 'text', value: first.value.slice(leading(first.value).length) }
  const last = kept.at(-1)
  if (last?.type === 'text') {
    kept[kept.length - 1] = {
      type: 'text',
      value: last.value.slice(0, last.value.length - trailing(last.value).length),
    }
  }
  return kept.filter((node) => node.type !== 'text' || node.value !== '')
}
