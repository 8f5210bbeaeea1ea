/** Compares a backup with the present database, so that the delegate sees before a restore what would be lost. */
import Database from 'better-sqlite3'
import type { BackupComparison, Holdings } from '../contract/index.ts'
import type { Instant } from '../model.ts'

const TASK = /^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s/gm

type Row = { uuid: string; updatedAt: Instant; markdown: string }
type Content = Record<'notes' | 'contacts', Map<string, Row>>

export function compareBackup(file: string, current: Database.Database): BackupComparison {
  const backup = new Database(file, { readonly: true })
  try {
    const [there, here] = [readContent(backup), readContent(current)]
    const lost = (kind: 'notes' | 'contacts') =>
      [...here[kind].values()].filter(({ uuid }) => !there[kind].has(uuid))
    const lostNotes = lost('notes')
    const isOlder = ({ uuid, updatedAt }: Row) => {
      const before = there.notes.get(uuid)
      return before !== undefined && before.updatedAt < updatedAt
    }
    return {
      holds: countContent(there),
      goes: {
        notes: lostNotes.length,
        contacts: lost('contacts').length,
        actions: countTasks(lostNotes),
      },
      older: [...here.notes.values()].filter(isOlder).length,
    }
  } finally {
    backup.close()
  }
}

/** Uses only columns that exist in every schema version. */
function readContent(db: Database.Database): Content {
  const read = (table: 'note' | 'contact', text: string) =>
    new Map(
      db
        .prepare<[], Row>(
          `SELECT uuid, updated_at AS updatedAt, ${text} AS markdown FROM ${table} WHERE deleted_at IS NULL`,
        )
        .all()
        .map((row) => [row.uuid, row]),
    )
  return { notes: read('note', 'markdown'), contacts: read('contact', "''") }
}

function countContent({ notes, contacts }: Content): Holdings {
  const changes = [...notes.values(), ...contacts.values()].map(({ updatedAt }) => updatedAt)
  return {
    notes: notes.size,
    contacts: contacts.size,
    actions: countTasks([...notes.values()]),
    lastChange: changes.sort().at(-1) ?? null,
  }
}

function countTasks(notes: readonly Row[]): number {
  return notes.reduce((sum, { markdown }) => sum + (markdown.match(TASK)?.length ?? 0), 0)
}
