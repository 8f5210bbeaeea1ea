/** Exports the report as a folder for a note program: a file for each session, an index that links to them, and the pictures. */
import type { Nodes, Root, RootContent } from 'mdast'
import { getPicture } from '../../../../core/note-format/index.ts'
import { toInlineText } from '../../../../core/note-format/plain-text.ts'
import { toFileName } from '../../../formats/file-name.ts'
import { layOut } from '../../report/document.ts'
import type { Exporter, OutputFile } from '../../report/exporter.ts'
import type { Report } from '../../report/report.ts'
import { describePictures, type PictureFiles, toPictureFiles } from '../../report/report-pictures.ts'
import { type FrontMatter, makeFrontMatter, markdown, writeMarkdown } from '../markdown/exporter.ts'

export const markdownFolder: Exporter = {
  ...markdown,
  id: 'md-folder',
  name: 'Markdown files',
  extension: '',
  outputKind: 'files',
  showsPictures: true,
  renderFiles,
}

/** A part of the report in a file of its own. */
type PartFile = { name: string; document: Root; about: FrontMatter }

function renderFiles(report: Report): OutputFile[] {
  const document = layOut(report)
  const makeUniqueName = createUniqueNamer()
  const main = makeUniqueName(report.title, 'md')
  const partFiles: PartFile[] = []
  const { date: _start, 'end-date': _end, ...about } = makeFrontMatter(report)
  const children: RootContent[] = []
  for (const part of getParts(document, report)) {
    const [heading] = part.blocks
    if (part.level === null || heading?.type !== 'heading') {
      children.push(...part.blocks)
      continue
    }
    const title = toInlineText(heading.children)
    const name = makeUniqueName(part.when ? `${part.when} ${title}` : title, 'md')
    partFiles.push({
      name,
      document: {
        type: 'root',
        children: [{ ...heading, depth: 1 }, ...part.blocks.slice(1).map(raiseHeadings(part.level - 1))],
      },
      about: { ...about, title, date: part.date, time: part.time },
    })
    children.push({
      type: 'paragraph',
      children: [{ type: 'link', url: encodeURIComponent(name), children: [{ type: 'text', value: title }] }],
    })
  }
  const encoder = new TextEncoder()
  const pictures = toPictureFiles(report.pictures)
  const createFile = (name: string, root: Root, fields: FrontMatter): OutputFile => ({
    name,
    bytes: encoder.encode(
      writeMarkdown(describePictures(addPictureAddresses(root, pictures) as Root, report.t), fields),
    ),
  })
  return [
    createFile(main, { type: 'root', children }, makeFrontMatter(report)),
    ...partFiles.map(({ name, document: root, about: fields }) => createFile(name, root, fields)),
    ...[...pictures.values()],
  ]
}

/** A part of the document. If `level` is null, the part stays in the index file. */
type Part = { level: number | null; blocks: RootContent[]; when?: string; date?: string; time?: string }

/** Splits the document by session, by key message or by author, depending on the order of the report. The rest stays together. */
function getParts({ children }: Root, report: Report): Part[] {
  const sessions = report.days.flatMap(({ sessions: ofDay }) => ofDay)
  let partsLeft = report.byMessage?.messages.length ?? report.byAuthor?.length ?? 0
  const parts: Part[] = [{ level: null, blocks: [] }]
  for (const node of children) {
    // Headings in notes have a depth of at least 4, so they never begin a part.
    const depth = node.type === 'heading' ? node.depth : 0
    if (depth === 2 && partsLeft > 0) {
      partsLeft--
      parts.push({ level: 2, blocks: [node] })
    } else if (depth === 3 && sessions.length > 0) {
      const { date, start, time } = sessions.shift() ?? {}
      parts.push({
        level: 3,
        blocks: [node],
        ...(date && time && { date, time, when: `${date} ${start?.replace(':', '.')}`.trim() }),
      })
    } else if (depth === 2 || (depth === 3 && parts.at(-1)?.level === 3)) {
      parts.push({ level: null, blocks: [node] })
    } else {
      parts.at(-1)?.blocks.push(node)
    }
  }
  return parts
}

function raiseHeadings(levels: number): (node: RootContent) => RootContent {
  return (node) =>
    node.type === 'heading' ? { ...node, depth: Math.max(1, node.depth - levels) as 1 } : node
}

/** Makes file names unique, also on systems that ignore case or compose accents. */
function createUniqueNamer(): (title: string, extension: string) => string {
  const taken = new Set<string>()
  return (title, extension) => {
    const stem = toFileName(title, '')
    for (let number = 1; ; number++) {
      const name = `${stem}${number === 1 ? '' : ` (${number})`}.${extension}`
      const key = name.normalize('NFC').toLowerCase()
      if (taken.has(key)) continue
      taken.add(key)
      return name
    }
  }
}

function addPictureAddresses(node: Nodes, pictures: PictureFiles): Nodes {
  if (node.type === 'image') {
    const file = pictures.get(getPicture(node) ?? '')
    return file ? { ...node, url: file.name, data: { ...node.data, file: file.name } } : node
  }
  if (!('children' in node)) return node
  return { ...node, children: node.children.map((child) => addPictureAddresses(child, pictures)) } as Nodes
}
