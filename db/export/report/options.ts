/** Lists the report options that each kind of format takes into account. */
import type { ReportOption } from '../../contract/index.ts'

export const textOptions: readonly ReportOption[] = [
  'cover',
  'facts',
  'notes',
  'keyMessages',
  'allKeyMessages',
  'remarks',
  'actions',
  'decisions',
  'questions',
  'contacts',
  'programme',
  'order',
]
/** Options of documents with pages. */
export const pageOptions: readonly ReportOption[] = [...textOptions, 'tableOfContents', 'paper']
