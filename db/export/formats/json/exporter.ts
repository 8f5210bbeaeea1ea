/** Exports all data as JSON, for other programs and for a later import: docs/json-format.md. */
import type { NotesBundle } from '../../../sharing/bundle.ts'
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
  contentKind: 'data',
  isForImport: true,
  render: (report) => writeJsonExport(selectContent(report)),
}

/** Reduces the shareable data to the content of the report. */
function selectContent({ source, options }: Report) {
  const { bundle } = source
  if (!bundle) throw new Error('the data to export was not gathered')
  const released = new Set<string>(source.notes.map(({ id }) => id))
  const isWhole = !options.tags && !options.authors
  const notes = bundle.notes.filter(
    ({ id, deletedAt }) => released.has(id) || (deletedAt !== null && isWhole),
  )
  // Data that belongs to no note is included only in a complete export.
  const whole = isWhole ? { ...bundle, notes } : { ...limitToNotes(bundle, notes), notes }
  const shown = findShownPictures(whole)
  return { ...whole, pictures: bundle.pictures.filter(({ sha256 }) => shown.has(sha256)) }
}

/** Keeps only data that belongs to the notes, and of appointments only what a file for a colleague contains (sharing/own-entries.ts). */
function limitToNotes(bundle: NotesBundle, notes: NotesBundle['notes']): NotesBundle {
  const {
    own: _own,
    past: _past,
    files: _files,
    colleagueStars: _stars,
    keyMessageRemarks: _remarks,
    ownDocuments: _documents,
    attachments: _attachments,
    ownEntries = [],
    ...others
  } = bundle
  const referred = new Set<string | null>([
    ...notes.map(({ session }) => session),
    ...bundle.contacts.map(({ metAt }) => metAt),
  ])
  const entries = ownEntries
    .filter(({ id, title }) => referred.has(id) && title !== '')
    .map((entry) => ({ ...entry, place: '', people: [] }))
  return { ...others, ...(entries.length > 0 && { ownEntries: entries }) }
}
