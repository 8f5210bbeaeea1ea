/** The document that a format is written from, to compare with what another program reads. */
import type { Root } from 'mdast'
import type { Context } from '../../context.ts'
import { ReportOptions } from '../../contract/index.ts'
import { openConnection } from '../../open.ts'
import type { TestStore } from '../../testing/temp-store.ts'
import { layOut } from '../document.ts'
import { gather } from '../gather.ts'
import { buildReport } from '../report.ts'
import { options, type Wanted } from './sample.ts'

export function documentOf(store: Pick<TestStore, 'database'>, wanted: Wanted): Root {
  const connection = openConnection(store.database)
  try {
    // Gathering reads the database and asks for nothing else.
    const context = { ...connection, author: () => '' } as unknown as Context
    const gathered = gather(context, ReportOptions.parse(options(wanted)))
    return layOut(buildReport(gathered.source, gathered.options, 'report'))
  } finally {
    connection.close()
  }
}
