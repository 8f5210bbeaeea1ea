import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Context, HandlersOf } from '../context.ts'
import type { ReportOptions } from '../contract.ts'
import { codeOf, StoreError } from '../errors.ts'
import { fileNameFor } from '../exporters/file-name.ts'
import { type Exporter, exporters } from '../exporters/index.ts'
import { buildReport, type Report, type ReportSource } from '../exporters/report.ts'
import { writeDurably } from '../files.ts'
import { conferences } from './conferences.ts'
import { keyMessages } from './key-messages.ts'
import { sessions } from './sessions.ts'

export const exporting: HandlersOf<'export'> = {
  'export.formats': () =>
    exporters.map(({ id, name, extension, mimeType }) => ({ id, name, extension, mimeType })),

  'export.preview': (context, options) => {
    const exporter = exporterOf(options)
    const report = reportOf(context, options)
    return {
      text: exporter.text ? new TextDecoder().decode(exporter.render(report)) : null,
      title: report.title,
      fileName: fileNameFor(report.title, exporter.extension),
      ...report.counts,
    }
  },

  'export.save': (context, { options, grant }) => {
    const path = context.grants.take(grant, 'write')
    const content = exporterOf(options).render(reportOf(context, options))
    write(path, content)
    return { path, bytes: content.byteLength }
  },
}

function exporterOf({ format }: ReportOptions): Exporter {
  const exporter = exporters.find(({ id }) => id === format)
  if (exporter) return exporter
  const known = exporters.map(({ id }) => id).join(', ')
  throw new StoreError('not-found', `There is no export format “${format}”. Known: ${known}.`)
}

function reportOf(context: Context, options: ReportOptions): Report {
  const input = { conference: options.conference }
  return buildReport(
    {
      conference: conferences['conferences.get'](context, input),
      sessions: sessions['sessions.list'](context, input),
      keyMessages: keyMessages['keyMessages.list'](context, input),
      notes: context
        .sql<ReportSource['notes'][number]>(
          `SELECT session, key_message AS keyMessage, markdown FROM note
           WHERE conference = ? AND deleted_at IS NULL ORDER BY created_at, id`,
        )
        .all(options.conference),
    },
    options,
  )
}

/** Errors name the file that was chosen, not the one written aside. */
function write(path: string, content: Uint8Array): void {
  const folder = dirname(path)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StoreError('file-access', `The folder ${folder} is not there. Choose another one.`)
  }
  try {
    writeDurably(path, content)
  } catch (error) {
    if (codeOf(error) === 'EBUSY') {
      throw new StoreError(
        'file-access',
        `${path} is open in another program. Close it there, then save again.`,
      )
    }
    if (error instanceof Error && 'path' in error) error.path = path
    throw error
  }
}
