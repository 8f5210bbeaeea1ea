/** Gives text and marks within a block their canonical form, for canonical.ts. */
import type { Link, LinkReference, PhrasingContent } from 'mdast'
import type { Highlight } from './marks.ts'
import { parseNote } from './parse.ts'
import { getLeadingSpace, getTrailingSpace, splitSpaces, trimEdges } from './spaces.ts'

type Mark = Extract<PhrasingContent, { type: 'emphasis' | 'strong' | 'delete' }> | Highlight
type MarkType = Mark['type']

/** In a heading or table cell a line break is read as a space. */
export type Place = 'paragraph' | 'heading' | 'cell'

export function normalisePhrasing(nodes: readonly PhrasingContent[], place: Place): PhrasingContent[] {
  const source = place === 'paragraph' ? nodes : nodes.map(replaceLineBreaks)
  const line = trimEdges(trimLines(joinAdjacent(source.flatMap((node) => flatten(node, new Set())))))
  if (place === 'cell') return line.map(unescapePipesInCode)
  // The space before HTML that would be read as a block is written as a character reference, so it is kept.
  return place === 'paragraph' && startsHtmlBlock(line, 0, '')
    ? [{ type: 'text', value: ' ' }, ...line]
    : line
}

function isMark(node: PhrasingContent | undefined): node is Mark {
  return ['emphasis', 'strong', 'delete', 'highlight'].includes(node?.type ?? '')
}

function replaceLineBreaks(node: PhrasingContent): PhrasingContent {
  if (node.type === 'break') return { type: 'text', value: ' ' }
  if (node.type === 'text' || node.type === 'html' || node.type === 'inlineCode') {
    return { ...node, value: node.value.replaceAll(/[ \t]*\n[ \t]*/g, ' ') }
  }
  if ('children' in node)
    return { ...node, children: node.children.map(replaceLineBreaks) } as PhrasingContent
  return node
}

/** Unescapes pipes in code, since the whole cell is escaped again when it is written. */
function unescapePipesInCode(node: PhrasingContent): PhrasingContent {
  if (node.type === 'inlineCode') {
    return { ...node, value: node.value.replaceAll(/(?<!\\)((?:\\\\)*)\\\|/g, '$1|') }
  }
  if ('children' in node)
    return { ...node, children: node.children.map(unescapePipesInCode) } as PhrasingContent
  return node
}

/** Removes nested equal marks and empty marks, and moves spaces at the edges out of the mark. */
function flatten(node: PhrasingContent, outerMarks: ReadonlySet<MarkType>): PhrasingContent[] {
  if (isMark(node)) {
    const inner = joinAdjacent(
      node.children.flatMap((child) => flatten(child, new Set([...outerMarks, node.type]))),
    )
    if (outerMarks.has(node.type)) return inner
    const { before, middle, after } = splitSpaces(inner)
    const mark = middle.length > 0 ? [{ ...node, children: middle } as Mark] : []
    return [...before, ...mark, ...after]
  }
  if (node.type === 'link')
    return [{ ...node, title: node.title || null, children: flattenChildren(node, outerMarks) }]
  if (node.type === 'linkReference') return [{ ...node, children: flattenChildren(node, outerMarks) }]
  // A line break in a code span is a space (CommonMark §6.1).
  if (node.type === 'inlineCode') return [{ ...node, value: node.value.replaceAll('\n', ' ') }]
  if (node.type === 'image') return [{ ...node, title: node.title || null }]
  return [node]
}

function flattenChildren<N extends Link | LinkReference>(
  node: N,
  outerMarks: ReadonlySet<MarkType>,
): N['children'] {
  return joinAdjacent(node.children.flatMap((child) => flatten(child, outerMarks)))
}

/** Joins adjacent nodes of one kind, and drops empty texts. */
function joinAdjacent(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const result: PhrasingContent[] = []
  for (const node of nodes) {
    if (node.type === 'text' && node.value === '') continue
    const last = result.at(-1)
    if ((node.type === 'text' || node.type === 'inlineCode') && last?.type === node.type) {
      result[result.length - 1] = { type: node.type, value: last.value + node.value }
    } else if (isMark(node) && isMark(last) && last.type === node.type) {
      const children = joinAdjacent([...last.children, ...node.children])
      result[result.length - 1] = { ...last, children } as Mark
    } else {
      result.push(node)
    }
  }
  return result
}

/** Removes spaces around line breaks, which Markdown ignores, and breaks before HTML that would then be read as a block. */
function trimLines(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  let result: PhrasingContent[] = []
  nodes.forEach((node, index) => {
    if (startsHtmlBlock(nodes, index, 'a\n')) result = replaceTrailingBreaks(result)
    if ('children' in node) {
      result.push({ ...node, children: trimLines(node.children) } as PhrasingContent)
    } else if (node.type === 'text') {
      let value = node.value.replaceAll(/[ \t]*\n[ \t\n]*/g, '\n')
      if (nodes[index - 1]?.type === 'break') value = value.slice(getLeadingSpace(value).length)
      if (nodes[index + 1]?.type === 'break')
        value = value.slice(0, value.length - getTrailingSpace(value).length)
      if (value !== '') result.push({ type: 'text', value })
    } else {
      result.push(node)
    }
  })
  return joinAdjacent(result)
}

/** Replaces the break at the end of the line, and all breaks before it, by a space. */
function replaceTrailingBreaks(line: PhrasingContent[]): PhrasingContent[] {
  const kept = [...line]
  let hasBreak = false
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    const spaces = last.type === 'text' ? getTrailingSpace(last.value) : ''
    if (last.type !== 'break' && spaces === '') break
    hasBreak ||= last.type === 'break' || spaces.includes('\n')
    kept.pop()
    if (last.type !== 'text' || spaces === last.value) continue
    kept.push({ type: 'text', value: last.value.slice(0, last.value.length - spaces.length) })
  }
  return hasBreak ? [...kept, { type: 'text', value: ' ' }] : line
}

/** Whether the HTML at this index, at the start of a line after the text `before`, would be read as a block. */
function startsHtmlBlock(nodes: readonly PhrasingContent[], index: number, before: string): boolean {
  const node = nodes[index]
  if (node?.type !== 'html') return false
  const next = nodes[index + 1]
  // The following text decides whether a tag is alone on its line.
  const rest = next === undefined ? '' : next.type === 'text' ? next.value : 'a'
  return parseNote(before + node.value + rest).children.some((block) => block.type === 'html')
}
