/** The list of export formats. A new one is its file and a line here: dialogs, command line and preview read it. */
import type { ExportFormat } from '../contract.ts'
import { markdown } from './markdown.ts'
import type { Report } from './report.ts'

export type Exporter = ExportFormat & {
  /** The file is UTF-8 text that a person can read, so that it is its own preview. */
  text: boolean
  /** Pure: the same report gives the same bytes. */
  render(report: Report): Uint8Array
}

export const exporters: readonly Exporter[] = [markdown]
