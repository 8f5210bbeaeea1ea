/** Documents that the delegate attached to a session or to a note. Their content is stored once, together with the content of packs. */
import { message } from '../../core/i18n/message.ts'
import type { OwnDocumentId } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import type { ConferenceSlug, Guid, Instant, NoteId } from '../model.ts'
import type { Sql } from '../store/open.ts'

/** A stored document; `deletedAt` is its tombstone. `type`: the media type. */
export type OwnDocumentRow = {
  id: OwnDocumentId
  conference: ConferenceSlug
  session: Guid | null
  note: NoteId | null
  fileName: string
  type: string
  size: number
  sha256: string
  author: string
  device: string
  revision: number
  createdAt: Instant
  updatedAt: Instant
  deletedAt: Instant | null
}

const columns = `uuid AS id, conference, session, note, file_name AS fileName, type, size, sha256, author, device, revision,
  created_at AS createdAt, updated_at AS updatedAt, deleted_at AS deletedAt`

/** Finds a deleted document too. */
export function findOwnDocument(sql: Sql, id: OwnDocumentId): OwnDocumentRow | undefined {
  return sql<OwnDocumentRow>(`SELECT ${columns} FROM own_document WHERE uuid = ?`).get(id)
}

/** Finds a deleted document too, unless its content is deleted. Throws `not-found`. */
export function getOwnDocument(sql: Sql, id: OwnDocumentId): OwnDocumentRow {
  const document = findOwnDocument(sql, id)
  if (!document || document.sha256 === '') throw new StoreError('not-found', message('gone.document'))
  return document
}

/** In the order in which they were attached, including deleted documents. */
export function listOwnDocuments(sql: Sql, conference: ConferenceSlug): OwnDocumentRow[] {
  return sql<OwnDocumentRow>(
    `SELECT ${columns} FROM own_document WHERE conference = ? ORDER BY created_at, uuid`,
  ).all(conference)
}

/** Lists documents that are not deleted. `session`: the session to which the document or its note is attached. */
export function listPresentDocuments(sql: Sql, conference: ConferenceSlug): OwnDocumentRow[] {
  return sql<OwnDocumentRow>(
    `SELECT own_document.uuid AS id, own_document.conference, coalesce(own_document.session, note.session) AS session,
       own_document.note, file_name AS fileName, type, size, sha256, own_document.author, own_document.device,
       own_document.revision, own_document.created_at AS createdAt, own_document.updated_at AS updatedAt, NULL AS deletedAt
     FROM own_document LEFT JOIN note ON note.uuid = own_document.note
     WHERE own_document.conference = ? AND own_document.deleted_at IS NULL AND note.deleted_at IS NULL
     ORDER BY own_document.created_at, own_document.uuid`,
  ).all(conference)
}

/** Inserts or replaces a document. */
export function putOwnDocument(sql: Sql, document: OwnDocumentRow): void {
  sql(
    `INSERT INTO own_document (uuid, conference, author, device, revision, created_at, updated_at, deleted_at,
       session, note, file_name, type, size, sha256)
     VALUES (@id, @conference, @author, @device, @revision, @createdAt, @updatedAt, @deletedAt,
       @session, @note, @fileName, @type, @size, @sha256)
     ON CONFLICT (uuid) DO UPDATE
     SET conference = excluded.conference, author = excluded.author, device = excluded.device,
       revision = excluded.revision, updated_at = excluded.updated_at, deleted_at = excluded.deleted_at,
       session = excluded.session, note = excluded.note, file_name = excluded.file_name, type = excluded.type,
       size = excluded.size, sha256 = excluded.sha256`,
  ).run(document)
}

/** Deletes the document without leaving a tombstone. */
export function forgetOwnDocument(sql: Sql, id: OwnDocumentId): void {
  sql('DELETE FROM own_document WHERE uuid = ?').run(id)
}

/** Clears the data of documents that were deleted long ago. The upkeep then deletes their content. */
export function purgeOwnDocuments(sql: Sql, before: Instant): void {
  sql(
    `UPDATE own_document SET file_name = '', type = '', size = 0, sha256 = '' WHERE deleted_at < ? AND sha256 <> ''`,
  ).run(before)
}

export function storeContent(sql: Sql, sha256: string, bytes: Uint8Array): void {
  sql('INSERT INTO file_content (sha256, bytes) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING').run(
    sha256,
    bytes,
  )
}
