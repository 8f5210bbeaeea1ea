/** A file as LibreOffice reads it: what it saves as OpenDocument, taken apart. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { type Block, oneLine } from './outline.ts'

/** `pageWidth` in millimetres. */
export type Opened = {
  blocks: Block[]
  contents: string[]
  title: string
  pageWidth: number
  tables: number
  pictures: number
}

export function readWithLibreOffice(path: string): Opened {
  const opened = convert(path, 'odt')
  const files = unzipSync(readFileSync(opened))
  const part = (name: string) => strFromU8(files[name] ?? new Uint8Array())
  return {
    ...readContent(part('content.xml')),
    title: /<dc:title>([^<]*)</.exec(part('meta.xml'))?.[1] ?? '',
    pageWidth: millimetres(/fo:page-width="([^"]+)"/.exec(part('styles.xml'))?.[1] ?? ''),
  }
}

/** The lines of its pages. */
export function printedByLibreOffice(path: string): string {
  return execFileSync('pdftotext', ['-layout', convert(path, 'pdf'), '-'], { encoding: 'utf8' })
}

/** Beside the file, in a folder of its own, so that nothing is overwritten. */
function convert(path: string, format: string): string {
  const folder = dirname(path)
  const outcome = join(folder, 'opened')
  execFileSync(
    'soffice',
    [
      // A profile of its own, so that two tests do not wait for each other.
      `-env:UserInstallation=${pathToFileURL(join(folder, 'libreoffice')).href}`,
      '--headless',
      ...['--convert-to', format, '--outdir', outcome, path],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], timeout: 120_000 },
  )
  return join(outcome, `${basename(path, extname(path))}.${format}`)
}

/** LibreOffice writes centimetres or inches, as the machine's language has it. */
function millimetres(length: string): number {
  return Math.round(Number.parseFloat(length) * (length.endsWith('in') ? 25.4 : 10))
}

function readContent(xml: string): Pick<Opened, 'blocks' | 'contents' | 'tables' | 'pictures'> {
  const blocks: Block[] = []
  const contents: string[] = []
  let tables = 0
  let pictures = 0
  let lists = 0
  let itemIsNew = false
  let inContents = false
  let open: Block | null = null
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'text:table-of-content') inContents = true
    if (name === 'table:table') tables++
    if (name === 'draw:image') pictures++
    if (name === 'text:list') lists++
    if (name === 'text:list-item') itemIsNew = true
    if (name === 'text:h' || name === 'text:p') {
      open = {
        heading: name === 'text:h' ? Number(attributes['text:outline-level']) : 0,
        list: name === 'text:p' && itemIsNew ? lists : 0,
        text: '',
      }
      itemIsNew = false
    }
    if (open && ['text:s', 'text:tab', 'text:line-break'].includes(name)) open.text += ' '
  })
  parser.on('text', (text) => {
    if (open) open.text += text
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'text:table-of-content') inContents = false
    if (name === 'text:list') lists--
    if ((name === 'text:h' || name === 'text:p') && open) {
      const text = oneLine(open.text)
      if (text !== '' && inContents) contents.push(text)
      else if (text !== '') blocks.push({ ...open, text })
      open = null
    }
  })
  parser.write(xml).close()
  return { blocks, contents, tables, pictures }
}
