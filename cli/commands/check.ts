import { existsSync } from 'node:fs'
import type { Backup, StoreStatus } from '../../db/contract/index.ts'
import { openConnection } from '../../db/store/open.ts'
import { profileIn } from '../../db/store/profile.ts'
import { ask, type Command } from '../command.ts'
import { resources } from '../resources.ts'

export const check: Command = {
  name: 'check',
  summary: 'Read the whole database and say whether it is sound, and which backups there are',
  run: (store, _words, folder) => {
    const status = ask(store, 'status.get', {})
    const backups = store.lifecycle.backups()
    const problems = [...stateProblems(status), ...(status.state === 'ready' ? databaseProblems(folder) : [])]
    const ok = problems.length === 0
    return {
      json: { ok, folder, problems, movedTo: status.damage?.movedTo ?? null, backups },
      text: [
        ok ? `The database in ${folder} is sound.` : `The database in ${folder} is not in order:`,
        ...problems,
        describe(backups),
      ].join('\n'),
      failed: !ok,
    }
  },
}

function stateProblems({ damage, problem, backupProblem }: StoreStatus): string[] {
  return [
    ...(damage
      ? [
          `It was damaged (${damage.reason}) and has been moved to ${damage.movedTo}. Bring a backup back with “restore”.`,
        ]
      : []),
    ...(problem ? [problem.message] : []),
    ...(backupProblem ? [`The last backup failed: ${backupProblem.message}`] : []),
  ]
}

/** Runs SQLite's full checks over a separate connection. */
function databaseProblems(folder: string): string[] {
  const { database } = profileIn(folder, resources)
  if (!existsSync(database)) return ['There is no database.']
  const { db } = openConnection(database)
  try {
    const integrity = db.prepare<[], { integrity_check: string }>('PRAGMA integrity_check').all()
    const broken = db.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all()
    return [
      ...integrity.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
      ...broken.map(({ table, parent }) => `A row of ${table} names one of ${parent} that does not exist.`),
    ]
  } finally {
    db.close()
  }
}

function describe(backups: Backup[]): string {
  const [newest] = backups
  return newest
    ? `Backups: ${backups.length}, the newest of ${newest.createdAt} (${newest.name}).`
    : 'There are no backups yet.'
}
