/** What of ReportOptions a document takes into account. */
import type { ReportOption } from '../../contract/index.ts'

export const textOptions: readonly ReportOption[] = [
  'cover',
  'facts',
  'notes',
  'keyMessages',
  'allKeyMessages',
  'actions',
  'decisions',
  'questions',
  'contacts',
  'programme',
  'order',
]
/** Of a document on pages. */
export const pageOptions: readonly ReportOption[] = [...textOptions, 'tableOfContents', 'paper']
