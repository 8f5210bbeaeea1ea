/** Runs one job of the rendering thread: turns the gathered data into a preview or a file. */
import { message } from '../../../core/i18n/message.ts'
import type { ExportPreview } from '../../contract/index.ts'
import { StoreError } from '../../errors.ts'
import { toFileName } from '../../formats/file-name.ts'
import { previewReport } from '../formats/html/page.ts'
import { exporters } from '../formats/index.ts'
import type { Exporter, OutputFile } from '../report/exporter.ts'
import type { OnProgress, ReleaseCache } from '../report/release.ts'
import { buildReport } from '../report/report.ts'
import type { ReportSource, SettledOptions } from '../source/report-source.ts'

/** The maximum length of a preview in characters, about three hundred pages. The window has to lay out all of them. */
const MAX_PREVIEW_CHARACTERS = 1_200_000
/** The maximum length of the preview of a data file, which the window shows as a single text. */
const MAX_TEXT_PREVIEW_CHARACTERS = 200_000

/** The wanted result: the preview, a text file, any file as bytes, or several files (a folder, or a page with its pictures). */
export type OutputForm = 'preview' | 'text' | 'bytes' | 'files'
export type RenderJob = { want: OutputForm; source: ReportSource; options: SettledOptions }
export type Rendered = { preview: ExportPreview; text: string; bytes: Uint8Array; files: OutputFile[] }

export function render(job: RenderJob, cache: ReleaseCache, onProgress: OnProgress): Rendered[OutputForm] {
  const exporter = findExporter(job.options.format)
  if (job.want === 'text' && exporter.outputKind === 'bytes') {
    throw new StoreError('invalid-input', message('export.not-text', { format: exporter.name }))
  }
  if (job.want === 'bytes' && exporter.outputKind === 'page') {
    throw new StoreError('invalid-input', message('export.in-window', { format: exporter.name }))
  }
  const report = buildReport(job.source, job.options, exporter.about, cache, onProgress)
  if (job.want === 'files') {
    const name = exporter.outputKind === 'page' ? 'page.html' : `report.${exporter.extension}`
    const first = exporter.outputKind === 'files' ? [] : [{ name, bytes: exporter.render(report) }]
    return [...first, ...(exporter.renderFiles?.(report) ?? [])]
  }
  if (job.want === 'bytes') return exporter.render(report)
  if (job.want === 'text') return decode(exporter.render(report))
  const isDocument = exporter.contentKind === 'document'
  return {
    page: isDocument ? (exporter.preview ?? previewReport)(report, MAX_PREVIEW_CHARACTERS) : null,
    text: isDocument ? null : takeBeginning(decode(exporter.render(report))),
    title: report.title,
    fileName: toFileName(report.title, exporter.extension),
    counts: report.counts,
    withheld: report.withheld,
    chathamHouse: report.chathamHouse && {
      changed: report.chathamHouse.changed,
      hints: report.chathamHouse.hints(),
    },
  }
}

function takeBeginning(text: string): { beginning: string; isCut: boolean } {
  const isCut = text.length > MAX_TEXT_PREVIEW_CHARACTERS
  // Cuts at the end of a line.
  return {
    beginning: isCut ? text.slice(0, text.lastIndexOf('\n', MAX_TEXT_PREVIEW_CHARACTERS) + 1) : text,
    isCut,
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

function findExporter(format: string): Exporter {
  const exporter = exporters.find(({ id }) => id === format)
  if (exporter) return exporter
  const known = exporters.map(({ id }) => id).join(', ')
  throw new StoreError('not-found', message('export.unknown-format', { format, known }))
}
