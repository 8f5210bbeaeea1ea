/** Compares a backup with the present database, so that before a restore the delegate sees which data would be lost. */
import type Database from 'better-sqlite3'
import type { BackupComparison, Holdings } from '../contract/index.ts'
import type { Instant } from '../model.ts'
import { readNote } from '../sql/read-note.ts'
import { openDatabase } from '../store/open.ts'
import type { DataKey } from '../store/vault-slot.ts'

type Kind = 'notes' | 'contacts' | 'stars' | 'ownEntries' | 'remarks' | 'documents'
/** Stars and documents are only added or removed, so they have no earlier state to compare. */
const kindsWithText = ['notes', 'contacts', 'ownEntries', 'remarks'] as const

type Row = { uuid: string; updatedAt: Instant; markdown: string }
type Content = Record<Kind, Map<string, Row>>

/** `key`: the key of the backup. */
export function compareBackup(
  file: string,
  key: DataKey | null,
  current: Database.Database,
): BackupComparison {
  const backup = openDatabase(file, key, { readonly: true })
  try {
    const backupContent = readContent(backup)
    const currentContent = readContent(current)
    const findLost = (kind: Kind) =>
      [...currentContent[kind].values()].filter(({ uuid }) => !backupContent[kind].has(uuid))
    const lostNotes = findLost('notes')
    const countOlder = (kind: Kind) =>
      [...currentContent[kind].values()].filter(({ uuid, updatedAt }) => {
        const before = backupContent[kind].get(uuid)
        return before !== undefined && before.updatedAt < updatedAt
      }).length
    return {
      holds: countContent(backupContent),
      goes: {
        notes: lostNotes.length,
        contacts: findLost('contacts').length,
        stars: findLost('stars').length,
        ownEntries: findLost('ownEntries').length,
        remarks: findLost('remarks').length,
        documents: findLost('documents').length,
        actions: countTasks(lostNotes),
      },
      older: kindsWithText.reduce((sum, kind) => sum + countOlder(kind), 0),
    }
  } finally {
    backup.close()
  }
}

/** Uses only columns that exist in every schema version. */
function readContent(db: Database.Database): Content {
  const hasTable = (table: string) =>
    db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined
  const hasOwnEntries = hasTable('own_entry')
  const read = (table: string, condition = 'TRUE') =>
    new Map(
      db
        .prepare<[], Row>(
          `SELECT uuid, updated_at AS updatedAt, ${table === 'note' ? 'markdown' : "''"} AS markdown
           FROM ${table} WHERE deleted_at IS NULL AND ${condition}`,
        )
        .all()
        .map((row) => [row.uuid, row]),
    )
  return {
    notes: read('note'),
    contacts: read('contact'),
    // Every own entry has a star of its own.
    stars: read('star', hasOwnEntries ? 'session NOT IN (SELECT uuid FROM own_entry)' : 'TRUE'),
    ownEntries: hasOwnEntries ? read('own_entry') : new Map(),
    remarks: hasTable('key_message_remark') ? read('key_message_remark', "person = ''") : new Map(),
    documents: hasTable('own_document') ? read('own_document') : new Map(),
  }
}

function countContent(content: Content): Holdings {
  const { notes, contacts, stars, ownEntries, remarks, documents } = content
  const rows = Object.values(content).flatMap((kind) => [...kind.values()])
  return {
    notes: notes.size,
    contacts: contacts.size,
    stars: stars.size,
    ownEntries: ownEntries.size,
    remarks: remarks.size,
    documents: documents.size,
    actions: countTasks([...notes.values()]),
    lastChange:
      rows
        .map(({ updatedAt }) => updatedAt)
        .sort()
        .at(-1) ?? null,
  }
}

function countTasks(notes: readonly Row[]): number {
  return notes.reduce(
    (sum, { markdown }) => sum + readNote(markdown).items.filter(({ kind }) => kind === 'task').length,
    0,
  )
}
