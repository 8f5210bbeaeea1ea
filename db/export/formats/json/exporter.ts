/** Exports all data as JSON, for other programs and for a later import: docs/json-format.md. */
import { findShownPictures } from '../../../sharing/gather.ts'
import { writeJsonExport } from '../../../sharing/json-file.ts'
import type { Exporter } from '../../report/exporter.ts'
import type { Report } from '../../report/report.ts'

export const json: Exporter = {
  id: 'json',
  name: 'JSON',
  extension: 'json',
  mimeType: 'application/json',
  about: 'report',
  options: ['contactNotes', 'history'],
  holds: 'data',
  handsOver: true,
  render: (report) => writeJsonExport(content(report)),
}

/** Reduces the shareable data to the content of the report. */
function content({ source, options }: Report) {
  const { bundle } = source
  if (!bundle) throw new Error('the data to export was not gathered')
  const released = new Set<string>(source.notes.map(({ id }) => id))
  const isWhole = !options.tags && !options.authors
  const notes = bundle.notes.filter(
    ({ id, deletedAt }) => released.has(id) || (deletedAt !== null && isWhole),
  )
  const { own, past, files, pictures, ...others } = bundle
  // Data that belongs to no note is included only in a complete export.
  const extras = { ...(own && { own }), ...(past && { past }), ...(files && { files }) }
  const whole = { ...others, ...(isWhole ? extras : {}), notes }
  const shown = findShownPictures(whole)
  return { ...whole, pictures: pictures.filter(({ sha256 }) => shown.has(sha256)) }
}
