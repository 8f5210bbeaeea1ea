/** What an export format is. The list of them is in export/formats/index.ts. */
import type { ExportFormat, PreviewPage } from '../../contract/index.ts'
import type { Report } from './report.ts'

/** A document is laid out by document.ts; data is UTF-8 text, which is its own preview. */
export type Exporter = Omit<ExportFormat, 'printed'> & {
  /** bytes: a file that is not text. files: a folder. page: HTML that the app prints, which makes the file, and the pictures beside it. Text by default. */
  gives?: 'bytes' | 'page' | 'files'
  /** Needs the pictures of the notes. */
  showsPictures?: true
  /** Needs all that a colleague's copy would: whose it is, earlier texts, the programme. */
  handsOver?: true
  /** Of a document that is not the report: what is shown of it, cut before the part with which it would be longer than `length` characters. */
  preview?: (report: Report, length: number) => PreviewPage
  /** Pure: the same report gives the same bytes. */
  render(report: Report): Uint8Array
  /** Of what `gives` files; the pictures of a page. */
  renderFiles?: (report: Report) => OutputFile[]
}

/** `name`: of a file in the folder or in one below it, with a slash. */
export type OutputFile = { name: string; bytes: Uint8Array }
