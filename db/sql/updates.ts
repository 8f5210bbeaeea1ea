/** The history of a programme: what each import changed. */
import type { ChangedField, FieldChange, ProgrammeUpdate, SessionChange } from '../contract/index.ts'
import type { Guid, Instant } from '../model.ts'
import type { Sql } from '../store/open.ts'

/** Newest first. */
export function listUpdateRows(sql: Sql, conferenceId: number): UpdateRow[] {
  return sql<UpdateRow>(
    `SELECT id, applied_at AS appliedAt, origin, file_name AS fileName, is_first AS isFirst, added, changed, cancelled,
       undone_at AS undoneAt, beside, programme_before IS NOT NULL AS hasBefore
     FROM programme_update WHERE conference_id = ? ORDER BY id DESC`,
  ).all(conferenceId)
}

type UpdateRow = {
  id: number
  appliedAt: Instant
  origin: ProgrammeUpdate['origin']
  fileName: string
  isFirst: 0 | 1
  added: number
  changed: number
  cancelled: number
  undoneAt: Instant | null
  beside: string
  hasBefore: 0 | 1
}

export function listSessionChanges(sql: Sql, update: number): SessionChange[] {
  return sql<Omit<SessionChange, 'fields'> & { fields: string }>(
    `SELECT guid, kind, label, title, start_at AS start, room, fields
     FROM session_change WHERE update_id = ? ORDER BY position`,
  )
    .all(update)
    .map((change) => ({ ...change, fields: JSON.parse(change.fields) }))
}

/** Sessions changed by updates that were not undone, oldest first. */
export function listChangedSessions(
  sql: Sql,
  conferenceId: number,
  since: Instant,
): { guid: Guid; fields: FieldChange<ChangedField>[] }[] {
  return sql<{ guid: Guid; fields: string }>(
    `SELECT guid, fields FROM session_change JOIN programme_update ON programme_update.id = update_id
     WHERE conference_id = ? AND kind = 'changed' AND undone_at IS NULL AND applied_at >= ?
     ORDER BY update_id`,
  )
    .all(conferenceId, since)
    .map(({ guid, fields }) => ({ guid, fields: JSON.parse(fields) }))
}
