/** Converts the Markdown tree to the editor's document. What the editor cannot edit becomes `source` or `inline_source`. */
import type {
  Heading,
  List,
  ListItem,
  Nodes,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from 'mdast'
import type { Mark, Node } from 'prosemirror-model'
import { getPicture, parseNote, serialiseNote } from '../../../core/note-format/index.ts'
import { readStart } from '../schema/block-start.ts'
import { isAtom } from '../schema/links.ts'
import { schema } from '../schema/schema.ts'
import { toMdastBlock, toPhrasing } from './to-mdast.ts'

const { nodes, marks } = schema

export function markdownToDoc(markdown: string): Node {
  return toDoc(parseNote(markdown))
}

export function toDoc(root: Root): Node {
  const content = root.children.map(convertBlock)
  // Adds a line for the caret after a table or the like; an empty paragraph is not saved.
  const last = content.at(-1)
  if (!last || last.isAtom || last.type === nodes.code_block || last.type === nodes.table)
    content.push(nodes.paragraph.create())
  return nodes.doc.create(null, content)
}

/** The blocks of a list item or quotation: at least one. */
function convertBlocks(children: readonly RootContent[]): Node[] {
  return children.length > 0 ? children.map(convertBlock) : [nodes.paragraph.create()]
}

function convertBlock(node: RootContent): Node {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return convertTextblock(node)
    case 'blockquote':
      return nodes.blockquote.create(null, convertBlocks(node.children))
    case 'list':
      return convertList(node)
    case 'code':
      return nodes.code_block.create(
        { lang: node.lang ?? null, meta: node.meta ?? null },
        node.value === '' ? null : schema.text(node.value),
      )
    case 'thematicBreak':
      return nodes.horizontal_rule.create()
    case 'table':
      return convertTableIfLossless(node) ?? toSource(node)
    default:
      return toSource(node)
  }
}

function toSource(node: RootContent): Node {
  return nodes.source.create({
    node: removePositions(node),
    text: serialiseNote({ type: 'root', children: [node] }).trimEnd(),
  })
}

/** @returns null if the table would be written differently, for example since its rows differ in length */
function convertTableIfLossless(node: Table): Node | null {
  const columns = node.children[0]?.children.length ?? 0
  const rows = node.children.map((row, index) => {
    const type = index === 0 ? nodes.table_header : nodes.table_cell
    const cells = row.children.map((cell, column) =>
      type.create({ align: node.align?.[column] ?? null }, convertInline(cell.children)),
    )
    return nodes.table_row.create(null, cells)
  })
  if (columns === 0 || rows.some((row) => row.childCount !== columns)) return null
  const table = nodes.table.create(null, rows)
  const rebuilt = toMdastBlock(table)
  const toMarkdown = (block: RootContent) => serialiseNote({ type: 'root', children: [block] })
  return toMarkdown(rebuilt) === toMarkdown(node) ? table : null
}

function convertList(node: List): Node {
  const items = node.children.map(convertItem)
  return node.ordered
    ? nodes.ordered_list.create({ start: node.start ?? 1, spread: Boolean(node.spread) }, items)
    : nodes.bullet_list.create({ spread: Boolean(node.spread) }, items)
}

function convertItem(node: ListItem): Node {
  return nodes.list_item.create(
    { checked: node.checked ?? null, spread: Boolean(node.spread) },
    convertBlocks(node.children),
  )
}

function convertTextblock(node: Paragraph | Heading): Node {
  const { start, text } = readStart(node.children, node.type)
  const content = convertInline(text)
  return node.type === 'heading'
    ? nodes.heading.create({ level: node.depth, at: start.at, atText: start.atText }, content)
    : nodes.paragraph.create(start, content)
}

/**
 * The editor's marks are flat, so some nestings cannot be told apart (`*a*_b_`). Whatever would be written differently becomes source, so
 * that opening a note never changes it.
 */
function convertInline(children: readonly PhrasingContent[]): Node[] {
  const converted = flatten(children)
  if (survivesRoundTrip(children, converted)) return converted
  const withSomeSource = children.flatMap((child) => {
    const convertedChild = flatten([child])
    return survivesRoundTrip([child], convertedChild) ? convertedChild : [toInlineSource(child)]
  })
  if (survivesRoundTrip(children, withSomeSource)) return withSomeSource
  return children.flatMap((child) => (child.type === 'text' ? flatten([child]) : [toInlineSource(child)]))
}

/** Whether the converted nodes are written as the same Markdown as `children`. */
function survivesRoundTrip(children: readonly PhrasingContent[], converted: readonly Node[]): boolean {
  const phrasing = toPhrasing(converted)
  return isClearlySame(children, phrasing) || serialisePhrasing(children) === serialisePhrasing(phrasing)
}

function serialisePhrasing(children: readonly PhrasingContent[]): string {
  return serialiseNote({ type: 'root', children: [{ type: 'paragraph', children: [...children] }] })
}

/** A quick comparison for ordinary paragraphs. Even if it returns false, both lists may serialise to the same text. */
function isClearlySame(some: readonly Nodes[], others: readonly Nodes[]): boolean {
  return (
    some.length === others.length &&
    some.every((node, index) => {
      const other = others[index]
      if (node.type !== other?.type) return false
      // An image's address can be written in several ways, so only the serialised forms can be compared.
      if (node.type === 'image') return false
      if ('value' in node && (!('value' in other) || node.value !== other.value)) return false
      if ('children' in node && 'children' in other) return isClearlySame(node.children, other.children)
      return true
    })
  )
}

function flatten(children: readonly PhrasingContent[], outerMarks: readonly Mark[] = []): Node[] {
  return children.flatMap((child) => flattenNode(child, outerMarks))
}

function flattenNode(node: PhrasingContent, outerMarks: readonly Mark[]): Node[] {
  const depth = outerMarks.length
  switch (node.type) {
    case 'text':
      return convertLines(node.value, outerMarks)
    case 'inlineCode':
      return node.value === '' ? [] : [schema.text(node.value, marks.code.create().addToSet(outerMarks))]
    case 'break':
      return [nodes.hard_break.create(null, null, outerMarks)]
    case 'emphasis':
      return flatten(node.children, marks.em.create({ depth }).addToSet(outerMarks))
    case 'strong':
      return flatten(node.children, marks.strong.create({ depth }).addToSet(outerMarks))
    case 'delete':
      return flatten(node.children, marks.strike.create({ depth }).addToSet(outerMarks))
    case 'highlight':
      return flatten(node.children, marks.highlight.create({ depth }).addToSet(outerMarks))
    case 'link': {
      const [text, ...others] = node.children
      if (isAtom(node.url) && text?.type === 'text' && others.length === 0 && !node.title) {
        return [nodes.mention.create({ href: node.url, label: text.value }, null, outerMarks)]
      }
      const link = marks.link.create({ href: node.url, title: node.title ?? null, depth })
      return flatten(node.children, link.addToSet(outerMarks))
    }
    case 'image': {
      const sha256 = getPicture(node)
      if (sha256 === null) return [toInlineSource(node, outerMarks)]
      const attrs = { sha256, alt: node.alt ?? '', title: node.title ?? null }
      return [nodes.picture.create(attrs, null, outerMarks)]
    }
    default:
      return [toInlineSource(node, outerMarks)]
  }
}

function convertLines(value: string, outerMarks: readonly Mark[]): Node[] {
  return value
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [nodes.soft_break.create(null, null, outerMarks)] : []),
      ...(line === '' ? [] : [schema.text(line, outerMarks)]),
    ])
}

function toInlineSource(node: PhrasingContent, outerMarks: readonly Mark[] = []): Node {
  return nodes.inline_source.create(
    {
      node: removePositions(node),
      text: node.type === 'html' ? node.value : serialisePhrasing([node]).trimEnd(),
    },
    null,
    outerMarks,
  )
}

function removePositions(node: Nodes): Nodes {
  const { position: _, ...rest } = node
  return ('children' in rest ? { ...rest, children: rest.children.map(removePositions) } : rest) as Nodes
}
