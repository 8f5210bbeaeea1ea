/** Builds the document that exporters write, to compare it with what another program reads. */
import type { Root } from 'mdast'
import { ReportOptions } from '../../contract/index.ts'
import type { Context } from '../../handlers/context.ts'
import { openConnection } from '../../store/open.ts'
import { createNoteId, type TestStore, toGuid } from '../../testing/temp-store.ts'
import { layOut } from '../report/document.ts'
import { gatherReportSource } from '../report/gather.ts'
import { layOutOnPages } from '../report/on-pages.ts'
import { buildReport, type Report } from '../report/report.ts'
import type { SourceNote } from '../source/report-source.ts'
import { toInput, type WantedExport } from './sample.ts'

export function makeDocument(store: Pick<TestStore, 'database'>, wanted: WantedExport): Root {
  const report = makeReport(store, wanted)
  return wanted.format === 'md'
    ? layOut(report)
    : layOutOnPages(report, { hasPages: wanted.format !== 'html' })
}

/** `more`: notes that are added to those of the store without saving them, all for one session. */
export function makeReport(
  store: Pick<TestStore, 'database'>,
  wanted: WantedExport,
  more: readonly string[] = [],
): Report {
  const connection = openConnection(store.database)
  try {
    // Gathering only reads the database.
    const device = () => ({ markShared: () => {}, id: createNoteId() })
    const now = () => '2016-11-18T10:00:00.000Z'
    const context = { ...connection, author: () => '', device, now } as unknown as Context
    const { source, options: settled } = gatherReportSource(context, ReportOptions.parse(toInput(wanted)))
    const notes = [...source.notes, ...more.map(makeNote)]
    return buildReport({ ...source, notes }, settled, 'report')
  } finally {
    connection.close()
  }
}

function makeNote(markdown: string): SourceNote {
  const at = '2016-11-17T13:30:00.000Z'
  return {
    ...{
      id: createNoteId(),
      session: toGuid('workshop-9'),
      keyMessage: null,
      markdown,
      createdAt: at,
      updatedAt: at,
    },
    ...{ tags: [], revision: 1, confidentiality: 'shareable', createdBy: '' },
  }
}
