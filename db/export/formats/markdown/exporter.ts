import type { Root } from 'mdast'
import { serialiseNote } from '../../../../core/note-format/index.ts'
import { layOut } from '../../report/document.ts'
import type { Exporter } from '../../report/exporter.ts'
import { textOptions } from '../../report/options.ts'
import type { Report } from '../../report/report.ts'
import { describePictures } from '../../report/report-pictures.ts'

export const markdown: Exporter = {
  id: 'md',
  name: 'Markdown',
  extension: 'md',
  mimeType: 'text/markdown',
  about: 'report',
  options: textOptions,
  contentKind: 'document',
  render: (report) =>
    new TextEncoder().encode(
      writeMarkdown(describePictures(layOut(report), report.t), makeFrontMatter(report)),
    ),
}

/** Uses the field names that pandoc and note programs know. */
export function makeFrontMatter({ title, language, author, source: { conference } }: Report): FrontMatter {
  return {
    title,
    author: author?.name,
    institute: author?.delegation,
    lang: language,
    conference: conference.title,
    date: conference.startDate,
    'end-date': conference.endDate,
  }
}

export type FrontMatter = Record<string, string | readonly string[] | null | undefined>

/** Leaves out empty fields. A JSON string is also a YAML string (YAML 1.2 §1.3), whatever it contains. */
export function writeMarkdown(document: Root, about: FrontMatter): string {
  const fields = Object.entries(about).filter(([, value]) => value && value.length > 0)
  const lines = fields.map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return `---\n${lines.join('\n')}\n---\n\n${serialiseNote(document)}`
}
