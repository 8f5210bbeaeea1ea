/** Exports the report as plain text for an e-mail, without any markup. */
import type { ListItem, Nodes, PhrasingContent, Root, Table } from 'mdast'
import { layOut } from '../../report/document.ts'
import type { Exporter } from '../../report/exporter.ts'
import { textOptions } from '../../report/options.ts'

export const plainText: Exporter = {
  id: 'txt',
  name: 'Text',
  extension: 'txt',
  mimeType: 'text/plain',
  about: 'report',
  options: textOptions,
  contentKind: 'document',
  render: (report) => new TextEncoder().encode(write(layOut(report))),
}

function write(root: Root): string {
  return `${writeBlocks(root.children).join('\n')}\n`
}

/** Writes lines, with a blank line between blocks. */
function writeBlocks(nodes: readonly Nodes[], tight = false): string[] {
  return nodes
    .map(writeLines)
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index > 0 && !tight ? ['', ...block] : block))
}

function writeLines(node: Nodes): string[] {
  switch (node.type) {
    case 'heading': {
      const title = writePhrase(node.children)
      const rule = { 1: '=', 2: '-' }[node.depth as number]
      // Headings of the first two levels are underlined, as in letters; a blank line separates the others.
      return rule ? [title, rule.repeat(Math.min(72, [...title].length))] : [title]
    }
    case 'paragraph':
      return writePhrase(node.children).split('\n')
    case 'code':
      return node.value.split('\n').map((line) => `    ${line}`)
    case 'thematicBreak':
      return ['* * *']
    case 'blockquote':
      return writeBlocks(node.children).map((line) => `> ${line}`.trimEnd())
    case 'list': {
      const first = node.start ?? 1
      const items = node.children.map((item, index) => writeItem(item, node.ordered ? first + index : null))
      return items.flatMap((item, index) => (index > 0 && node.spread ? ['', ...item] : item))
    }
    case 'table':
      return writeTable(node)
    default:
      return 'children' in node ? writeBlocks(node.children) : []
  }
}

function writeItem({ checked, children, spread }: ListItem, number: number | null): string[] {
  const box = typeof checked === 'boolean' ? (checked ? '☑' : '☐') : null
  const mark = `${[number === null ? null : `${number}.`, box].filter(Boolean).join(' ') || '-'} `
  return writeBlocks(children, !spread).map((line, index) => {
    if (index === 0) return mark + line
    return line === '' ? '' : ' '.repeat(mark.length) + line
  })
}

function writeTable({ children }: Table): string[] {
  return children.map(({ children: cells }) =>
    cells.map((cell) => writePhrase(cell.children).replaceAll('\n', ' ')).join(' | '),
  )
}

function writePhrase(nodes: readonly PhrasingContent[]): string {
  return nodes.map(writeWords).join('').trim()
}

function writeWords(node: PhrasingContent): string {
  switch (node.type) {
    case 'text':
      // A line break within a paragraph's Markdown is a space.
      return node.value.replaceAll(/[ \t]*\r?\n[ \t]*/g, ' ')
    case 'inlineCode':
      return node.value
    case 'break':
      return '\n'
    case 'image':
      return node.alt ?? ''
    case 'link': {
      const text = writePhrase(node.children)
      return text === node.url || `mailto:${text}` === node.url ? text : `${text} <${node.url}>`
    }
    default:
      return 'children' in node ? node.children.map(writeWords).join('') : ''
  }
}
