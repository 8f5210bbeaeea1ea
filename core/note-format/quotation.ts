/** Quotations from documents. Each is an entry of its own, so that no earlier speaker or level of confidentiality applies to it. */
import type { Paragraph } from 'mdast'
import { createTimeLink } from './rapporteur-url.ts'
import { serialiseNote } from './serialise.ts'

/** `source`: the line above the quotation, such as "Draft Guidance Note, p. 4:". `at`: the time at which it is quoted. */
type Quotation = { source: string; paragraphs: readonly string[]; at: string; timeZone: string }

/** The quotation as Markdown. */
export function writeQuotation({ source, paragraphs, at, timeZone }: Quotation): string {
  const children = paragraphs.map(
    (value): Paragraph => ({ type: 'paragraph', children: [{ type: 'text', value }] }),
  )
  return serialiseNote({
    type: 'root',
    children: [
      { type: 'paragraph', children: [createTimeLink(at, timeZone), { type: 'text', value: ` ${source}` }] },
      { type: 'blockquote', children },
    ],
  })
}

/** Adds a written quotation at the end of a note. */
export function addQuotation(markdown: string, quotation: string): string {
  return markdown.trim() === '' ? quotation : `${markdown.trimEnd()}\n\n${quotation}`
}

/** @returns the note without the quotation, or null if it does not contain it in this form */
export function removeQuotation(markdown: string, quotation: string): string | null {
  const lines = quotation.trimEnd()
  // Whole lines, so that neither text added to the last one nor a later line that begins with the same words is cut.
  const index = `\n${markdown.trimEnd()}\n`.lastIndexOf(`\n${lines}\n`)
  if (index < 0) return null
  const before = markdown.slice(0, index).trimEnd()
  const after = markdown.slice(index + lines.length).trim()
  return [before, after]
    .filter(Boolean)
    .map((part) => `${part}\n`)
    .join('\n')
}
