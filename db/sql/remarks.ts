/** Remarks: marks and comments on key messages. They refer to a message by its guid, so that updates of the messages keep them. */
import type { KeyMessageMark } from '../contract/index.ts'
import type { ConferenceSlug, Guid, Instant } from '../model.ts'
import type { Sql } from '../store/open.ts'

/** A stored remark; `deletedAt` is its tombstone. */
export type RemarkRow = {
  id: string
  conference: ConferenceSlug
  keyMessage: Guid
  /** The id of the colleague who shared it; '' for the delegate's own. */
  person: string
  marks: KeyMessageMark[]
  comment: string
  author: string
  device: string
  revision: number
  updatedAt: Instant
  deletedAt: Instant | null
}
type Stored = Omit<RemarkRow, 'marks'> & { marks: string }

const columns = `uuid AS id, conference, key_message AS keyMessage, person, marks, comment, author, device, revision,
  updated_at AS updatedAt, deleted_at AS deletedAt`

const parse = (row: Stored): RemarkRow => ({ ...row, marks: JSON.parse(row.marks) })

/** Includes deleted remarks. The delegate's own come first. */
export function listRemarks(sql: Sql, conference: ConferenceSlug): RemarkRow[] {
  return sql<Stored>(
    `SELECT ${columns} FROM key_message_remark WHERE conference = ? ORDER BY person, key_message`,
  )
    .all(conference)
    .map(parse)
}

/** Finds a deleted remark too. */
export function findRemark(
  sql: Sql,
  { conference, keyMessage, person }: Pick<RemarkRow, 'conference' | 'keyMessage' | 'person'>,
): RemarkRow | null {
  const row = sql<Stored>(
    `SELECT ${columns} FROM key_message_remark WHERE conference = ? AND key_message = ? AND person = ?`,
  ).get(conference, keyMessage, person)
  return row ? parse(row) : null
}

/** Inserts or replaces a remark. */
export function putRemark(sql: Sql, { marks, ...remark }: RemarkRow): void {
  sql(
    `INSERT INTO key_message_remark (uuid, conference, key_message, person, author, device, revision, updated_at,
       deleted_at, marks, comment)
     VALUES (@id, @conference, @keyMessage, @person, @author, @device, @revision, @updatedAt, @deletedAt, @marks, @comment)
     ON CONFLICT (conference, key_message, person) DO UPDATE
     SET uuid = excluded.uuid, author = excluded.author, device = excluded.device, revision = excluded.revision,
       updated_at = excluded.updated_at, deleted_at = excluded.deleted_at, marks = excluded.marks,
       comment = excluded.comment`,
  ).run({ ...remark, marks: JSON.stringify(marks) })
}

/** Deletes the remark without leaving a tombstone. */
export function forgetRemark(
  sql: Sql,
  { conference, keyMessage, person }: Pick<RemarkRow, 'conference' | 'keyMessage' | 'person'>,
): void {
  sql('DELETE FROM key_message_remark WHERE conference = ? AND key_message = ? AND person = ?').run(
    conference,
    keyMessage,
    person,
  )
}
