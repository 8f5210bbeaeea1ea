/** The update history and pack files of a programme, for the delegate's other computer. */
import { readOtherChanges } from '../import/apply/history.ts'
import { readFiles } from '../import/matching/stored-programme.ts'
import type { ConferenceSlug, PackFile } from '../model.ts'
import { getFileType } from '../packs/read-pack.ts'
import type { Sql } from '../store/open.ts'
import type { CopiedFile, ProgrammeHistory } from './bundle-copy.ts'

type Update = ProgrammeHistory['updates'][number]
type UpdateRow = Omit<Update, 'isFirst' | 'beside' | 'sessions'> & {
  id: number
  isFirst: 0 | 1
  beside: string
}
type ChangeRow = Omit<Update['sessions'][number], 'fields'> & { fields: string }

/** @returns undefined if there is no such conference */
export function getProgrammeHistory(sql: Sql, slug: ConferenceSlug): ProgrammeHistory | undefined {
  const conference = sql<{ id: number; fileSlug: ConferenceSlug | null; fileTitle: string | null }>(
    'SELECT id, file_slug AS fileSlug, file_title AS fileTitle FROM conference WHERE slug = ?',
  ).get(slug)
  if (!conference) return undefined
  const { id, fileSlug, fileTitle } = conference
  const sequences = sql<{ guid: string; sequence: number }>(
    'SELECT guid, sequence FROM session WHERE conference_id = ? AND own = 0 AND sequence > 0 ORDER BY position',
  ).all(id)
  const changes = sql<ChangeRow>(
    `SELECT guid, kind, label, title, start_at AS start, room, fields FROM session_change
     WHERE update_id = ? ORDER BY position`,
  )
  const updates = sql<UpdateRow>(
    `SELECT id, applied_at AS appliedAt, origin, file_name AS fileName, is_first AS isFirst, added, changed, cancelled,
       undone_at AS undoneAt, beside
     FROM programme_update WHERE conference_id = ? ORDER BY id`,
  ).all(id)
  return {
    fileSlug,
    fileTitle,
    sequences: Object.fromEntries(sequences.map(({ guid, sequence }) => [guid, sequence])),
    updates: updates.map(({ id: update, isFirst, beside, ...row }) => ({
      ...row,
      isFirst: isFirst === 1,
      beside: readOtherChanges(beside),
      sessions: changes.all(update).map((change) => ({ ...change, fields: JSON.parse(change.fields) })),
    })),
  }
}

/** Replaces the single history entry of a new programme by its full history. Must run in the transaction that stored the programme. */
export function writeProgrammeHistory(
  sql: Sql,
  slug: ConferenceSlug,
  { fileSlug, fileTitle, sequences, updates }: ProgrammeHistory,
): void {
  const conference = sql<{ id: number }>('SELECT id FROM conference WHERE slug = ?').get(slug)
  if (!conference) throw new Error('the conference was imported, but is missing')
  const { id } = conference
  sql('UPDATE conference SET file_slug = ?, file_title = ? WHERE id = ?').run(
    fileSlug === slug ? null : fileSlug,
    fileTitle,
    id,
  )
  const setSequence = sql('UPDATE session SET sequence = ? WHERE conference_id = ? AND guid = ?')
  for (const [guid, sequence] of Object.entries(sequences)) setSequence.run(sequence, id, guid)
  // If the copy has no history, the entry that the import just made stays.
  if (updates.length === 0) return
  sql('DELETE FROM programme_update WHERE conference_id = ?').run(id)
  for (const { sessions, isFirst, beside, ...update } of updates) {
    const { lastInsertRowid } = sql(
      `INSERT INTO programme_update (conference_id, applied_at, origin, file_name, is_first, added, changed, cancelled,
         undone_at, beside)
       VALUES (@id, @appliedAt, @origin, @fileName, @isFirst, @added, @changed, @cancelled, @undoneAt, @beside)`,
    ).run({ ...update, id, isFirst: isFirst ? 1 : 0, beside: JSON.stringify(beside) })
    const insert = sql(
      `INSERT INTO session_change (update_id, position, guid, kind, label, title, start_at, room, fields)
       VALUES (@update, @position, @guid, @kind, @label, @title, @start, @room, @fields)`,
    )
    for (const [position, change] of sessions.entries()) {
      insert.run({ ...change, update: lastInsertRowid, position, fields: JSON.stringify(change.fields) })
    }
  }
}

/** Reads floor plans and documents with their content. */
export function getProgrammeFiles(sql: Sql, slug: ConferenceSlug): CopiedFile[] {
  const conference = sql<{ id: number }>('SELECT id FROM conference WHERE slug = ?').get(slug)
  const content = sql<{ bytes: Uint8Array<ArrayBuffer> }>('SELECT bytes FROM file_content WHERE sha256 = ?')
  return (conference ? readFiles(sql, conference.id) : []).flatMap(({ type: _, ...file }) => {
    const bytes = content.get(file.sha256)?.bytes
    return bytes ? { ...file, bytes } : []
  })
}

/** Stores the files and returns them as a programme lists them. */
export function storeProgrammeFiles(sql: Sql, files: readonly CopiedFile[]): PackFile[] {
  const insert = sql('INSERT INTO file_content (sha256, bytes) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING')
  return files.map(({ bytes, ...file }) => {
    insert.run(file.sha256, bytes)
    return { ...file, type: getFileType(file) } as PackFile
  })
}
