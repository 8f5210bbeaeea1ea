import type { Context, HandlersOf } from '../context.ts'
import type { ReportOptions } from '../contract.ts'
import { StoreError } from '../errors.ts'
import { contentsOf, layOut } from '../exporters/document.ts'
import { fileNameFor } from '../exporters/file-name.ts'
import { type Exporter, exporters } from '../exporters/index.ts'
import { buildReport, type Report, type ReportSource, type SourceNote } from '../exporters/report.ts'
import { writeExport } from '../exporters/write-file.ts'
import type { Guid, Instant } from '../model.ts'
import { conferences } from './conferences.ts'
import { contacts } from './contacts.ts'
import { keyMessages } from './key-messages.ts'
import { sessions } from './sessions.ts'
import { stars } from './stars.ts'

export const exporting: HandlersOf<'export'> = {
  'export.formats': () =>
    exporters.map(({ render: _, gives, ...format }) => ({ ...format, printed: gives === 'page' })),

  'export.preview': (context, options) => {
    const exporter = exporterOf(options)
    const report = reportOf(context, options, exporter)
    const document = exporter.holds === 'document' ? layOut(report) : null
    const withContents = exporter.options.includes('tableOfContents') && options.include.tableOfContents
    return {
      document,
      contents:
        document && withContents
          ? { heading: report.headings.contents, entries: contentsOf(document) }
          : null,
      text: document ? null : textOf(exporter, report),
      title: report.title,
      fileName: fileNameFor(report.title, exporter.extension),
      counts: report.counts,
    }
  },

  'export.text': (context, options) => {
    const exporter = exporterOf(options)
    if (exporter.gives === 'bytes') {
      throw new StoreError('invalid-input', `A file of the format ${exporter.name} is not text.`)
    }
    return textOf(exporter, reportOf(context, options, exporter))
  },

  'export.save': (context, { options, grant }) => {
    const path = context.grants.take(grant, 'write')
    const exporter = exporterOf(options)
    if (exporter.gives === 'page') {
      throw new StoreError(
        'invalid-input',
        `${exporter.name} is made in the app’s window: open Export there. The format html holds the same report.`,
      )
    }
    return writeExport(path, exporter.render(reportOf(context, options, exporter)))
  },

  'export.savePrinted': (context, { file, grant }) => writeExport(context.grants.take(grant, 'write'), file),
}

function textOf(exporter: Exporter, report: Report): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(exporter.render(report))
}

function exporterOf({ format }: ReportOptions): Exporter {
  const exporter = exporters.find(({ id }) => id === format)
  if (exporter) return exporter
  const known = exporters.map(({ id }) => id).join(', ')
  throw new StoreError('not-found', `There is no export format “${format}”. Known: ${known}.`)
}

function reportOf(context: Context, options: ReportOptions, { about }: Exporter): Report {
  const { sql } = context
  const { conference: slug } = options
  const input = { conference: slug }
  const conference = conferences['conferences.get'](context, input)
  const sequences = new Map(
    sql<{ guid: Guid; sequence: number }>(
      `SELECT session.guid, session.sequence FROM session JOIN conference ON conference.id = session.conference_id
       WHERE conference.slug = ?`,
    )
      .all(slug)
      .map(({ guid, sequence }) => [guid, sequence]),
  )
  const source: ReportSource = {
    conference,
    importedAt:
      sql<{ at: Instant }>('SELECT imported_at AS at FROM conference WHERE slug = ?').get(slug)?.at ?? '',
    sessions: sessions['sessions.list'](context, input).map((session) => ({
      ...session,
      sequence: sequences.get(session.guid) ?? 0,
    })),
    keyMessages: keyMessages['keyMessages.list'](context, input),
    notes: sql<SourceNote>(
      `SELECT uuid AS id, session, key_message AS keyMessage, markdown, created_at AS createdAt,
         updated_at AS updatedAt
       FROM note WHERE conference = ? AND deleted_at IS NULL ORDER BY created_at, id`,
    ).all(slug),
    contacts: contacts['contacts.list'](context, input),
  }
  const chosen = options.sessions === 'starred' ? stars['stars.list'](context, input) : options.sessions
  return buildReport(source, { ...options, sessions: chosen }, about)
}
