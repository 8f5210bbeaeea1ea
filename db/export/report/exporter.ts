/** Defines what an export format provides. The list of formats is export/formats/index.ts. */
import type { ExportFormat, PreviewPage } from '../../contract/index.ts'
import type { Report } from './report.ts'

/** Report documents are laid out by document.ts. A data format is UTF-8 text, which is also its preview. */
export type Exporter = Omit<ExportFormat, 'printed'> & {
  /**
   * The kind of output; text by default. bytes: a file that is not text. files: a folder. page: HTML with pictures, from which the app
   * prints the file.
   */
  outputKind?: 'bytes' | 'page' | 'files'
  /** Needs the pictures of the notes. */
  showsPictures?: true
  /** Needs the floor plans. */
  showsPlans?: true
  /** Needs everything that a later import restores: authors, earlier versions, the programme. */
  isForImport?: true
  /** Previews a document that is not the report, cut before the part that would exceed `length` characters. */
  preview?: (report: Report, length: number) => PreviewPage
  /** Must be pure: the same report gives the same bytes. */
  render(report: Report): Uint8Array
  /** The files of a folder, or the pictures of a page, depending on `outputKind`. */
  renderFiles?: (report: Report) => OutputFile[]
}

/** `name`: the file's path in the folder, with at most one slash. */
export type OutputFile = { name: string; bytes: Uint8Array }
