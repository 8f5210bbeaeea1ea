import { existsSync } from 'node:fs'
import type { Backup, StoreStatus } from '../../db/contract/index.ts'
import type { Store } from '../../db/open-store.ts'
import { openConnection } from '../../db/store/open.ts'
import { type Command, callStore } from '../command.ts'
import { formatFailure, t } from '../texts.ts'

export const check: Command = {
  name: 'check',
  summary: 'check.summary',
  run: (store, _args, folder) => {
    const status = callStore(store, 'status.get', {})
    const backups = store.lifecycle.backups()
    const problems = [
      ...listStateProblems(status),
      ...(status.state === 'ready' ? listDatabaseProblems(store) : []),
    ]
    const ok = problems.length === 0
    return {
      json: { ok, folder, problems, movedTo: status.damage?.movedTo ?? null, backups },
      text: [
        t(ok ? 'check.sound' : 'check.notInOrder', { folder }),
        ...problems,
        describeBackups(backups),
      ].join('\n'),
      failed: !ok,
    }
  },
}

function listStateProblems({ damage, problem, backupProblem }: StoreStatus): string[] {
  return [
    ...(damage
      ? [
          t('check.wasDamaged', {
            reason: formatFailure({ message: damage.reason, details: damage.details }),
            movedTo: damage.movedTo ?? '',
          }),
        ]
      : []),
    ...(problem ? [formatFailure(problem)] : []),
    ...(backupProblem ? [t('check.backupFailed', { problem: formatFailure(backupProblem) })] : []),
  ]
}

/** Runs SQLite's full checks over a separate connection. */
function listDatabaseProblems(store: Store): string[] {
  const { db: opened, encryption } = store.lifecycle.ready().connection
  if (!existsSync(opened.name)) return [t('check.noDatabase')]
  const { db } = openConnection(opened.name, encryption)
  try {
    const integrity = db.prepare<[], { integrity_check: string }>('PRAGMA integrity_check').all()
    const broken = db.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all()
    return [
      ...integrity.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
      ...broken.map(({ table, parent }) => t('check.brokenLink', { table, parent })),
    ]
  } finally {
    db.close()
  }
}

function describeBackups(backups: Backup[]): string {
  const [newest] = backups
  return newest
    ? t('check.backups', { count: backups.length, date: newest.createdAt, name: newest.name })
    : t('check.noBackups')
}
