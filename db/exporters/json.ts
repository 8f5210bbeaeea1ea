/** All that there is, for other programs and to be taken in again: docs/json-format.md. */
import { writeJsonExport } from '../exchange/json-file.ts'
import { picturesNamedIn } from '../picture-use.ts'
import type { Exporter } from './index.ts'
import type { Report } from './report.ts'

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

/** Of what could be handed over, what the report holds. */
function content({ source, options }: Report) {
  const { bundle } = source
  if (!bundle) throw new Error('what is to be handed over was not gathered')
  const released = new Set<string>(source.notes.map(({ id }) => id))
  const isWhole = !options.tags && !options.authors
  const notes = bundle.notes.filter(
    ({ id, deletedAt }) => released.has(id) || (deletedAt !== null && isWhole),
  )
  const shown = new Set(
    notes.flatMap(({ markdown, versions }) =>
      [markdown ?? '', ...versions.map((version) => version.markdown)].flatMap(picturesNamedIn),
    ),
  )
  return { ...bundle, notes, pictures: bundle.pictures.filter(({ sha256 }) => shown.has(sha256)) }
}
