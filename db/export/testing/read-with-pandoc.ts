/** Reads a file with pandoc and turns its syntax tree into blocks. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Block, createBlock, joinLinks, type Link } from './outline.ts'

const run = promisify(execFile)

type Inline = { t: string; c?: unknown }
type PandocBlock = { t: string; c?: unknown }
/** pandoc-types 1.23, as `pandoc -t json` writes them: attributes, rows and cells are lists. */
type Cell = [unknown, unknown, number, number, PandocBlock[]]
type Row = [unknown, Cell[]]

/** CommonMark with the extensions of the note format (docs/note-format.md). */
export const MARKDOWN = 'commonmark+yaml_metadata_block+pipe_tables+strikeout+task_lists'

/** `from`: the name of pandoc's input format. The title has heading level 0. */
export async function readWithPandoc(path: string, from: string): Promise<Block[]> {
  const { stdout } = await run('pandoc', ['-f', from, '-t', 'json', path], { maxBuffer: 512 * 1024 * 1024 })
  const { blocks } = JSON.parse(stdout) as { blocks: PandocBlock[] }
  const state = { tables: 0 }
  return blocks.flatMap((node) => read(node, state, [])).filter(({ text }) => text !== '')
}

function read(node: PandocBlock, state: { tables: number }, lists: readonly boolean[]): Block[] {
  const content = node.c
  const readAll = (nodes: unknown, more = lists) =>
    (nodes as PandocBlock[]).flatMap((child) => read(child, state, more))
  const readItems = (listed: unknown, isNumbered: boolean) =>
    (listed as PandocBlock[][]).flatMap((item) => {
      const inside = [...lists, isNumbered]
      const [first, ...others] = item
      const hasText = first?.t === 'Plain' || first?.t === 'Para'
      const marked = hasText
        ? [createInlineBlock(first.c, { list: Math.min(9, inside.length), isNumbered })]
        : []
      return [...marked, ...readAll(hasText ? others : item, inside)]
    })
  switch (node.t) {
    case 'Header': {
      const [level, , words] = content as [number, unknown, unknown]
      return [createInlineBlock(words, { heading: Math.min(5, level - 1) })]
    }
    case 'Para':
    case 'Plain':
      return [createInlineBlock(content)]
    case 'CodeBlock':
      return [createBlock((content as [unknown, string])[1])]
    case 'BulletList':
      return readItems(content, false)
    case 'OrderedList':
      return readItems((content as [unknown, unknown])[1], true)
    case 'BlockQuote':
      return readAll(content)
    case 'Div':
      return readAll((content as [unknown, unknown])[1])
    case 'Figure':
      return readAll((content as [unknown, unknown, unknown])[2])
    case 'Table': {
      state.tables += 1
      const [, , , [, head], bodies] = content as [
        unknown,
        unknown,
        unknown,
        [unknown, Row[]],
        [unknown, unknown, Row[], Row[]][],
      ]
      const rows = [...head, ...bodies.flatMap(([, , above, below]) => [...above, ...below])]
      return rows.flatMap(([, cells], row) =>
        cells.map(([, , , , blocks], column) => {
          const words = blocks.flatMap((child) => child.c as Inline[])
          return createInlineBlock(words, { cell: `${state.tables}/${row + 1}/${column + 1}` })
        }),
      )
    }
    case 'HorizontalRule':
    case 'RawBlock':
      return []
    default:
      throw new Error(`pandoc reads a ${node.t}`)
  }
}

function createInlineBlock(content: unknown, more: Partial<Block> = {}): Block {
  const links: (Link & { isNext: boolean })[] = []
  let text = ''
  let end = -1
  const add = (nodes: unknown): void => {
    for (const { t, c } of nodes as Inline[]) {
      if (t === 'Str') text += c
      else if (t === 'Space' || t === 'SoftBreak' || t === 'LineBreak') text += ' '
      else if (t === 'Code' || t === 'Math') text += (c as [unknown, string])[1]
      else if (t === 'Image' || t === 'Span') add((c as [unknown, Inline[]])[1])
      else if (t === 'Quoted') add((c as [unknown, Inline[]])[1])
      else if (t === 'Link') {
        const [, words, [url]] = c as [unknown, Inline[], [string, string]]
        const from = text.length
        add(words)
        links.push({ text: text.slice(from), url, isNext: from === end })
        end = text.length
      } else if (t !== 'RawInline') add(c)
    }
  }
  add(content)
  // pandoc reads a ticked box as a crossed one.
  return createBlock(text.replaceAll('☒', '☑'), { ...more, links: joinLinks(links) })
}
