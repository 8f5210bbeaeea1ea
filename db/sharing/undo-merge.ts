/** Undoes a merge row by row, except rows changed since. */

import type { ConferenceSlug, Confidentiality, ContactId, NoteId } from '../model.ts'
import type { Writer } from '../store/context.ts'
import type { Sql } from '../store/open.ts'
import type { EditClock } from './bundle.ts'
import { type TouchedColleagueStars, undoColleagueStars } from './colleague-stars.ts'
import { type TouchedTagOrPin, undoTagOrPin } from './merge-tags-and-pins.ts'
import { type TouchedOwnData, undoOwnData } from './own-data.ts'
import { type TouchedDocument, undoDocument } from './own-documents.ts'
import { type TouchedEntry, undoEntry } from './own-entries.ts'
import { type TouchedRemark, undoRemark } from './remarks.ts'
import {
  type ContactRow,
  getClock,
  getContactRow,
  getNoteRow,
  getStarRow,
  getVersions,
  type Kind,
  type NoteRow,
  type StarRow,
  setClock,
} from './rows.ts'
import { writeContact, writeHandling, writeNote, writeStar } from './write-rows.ts'

/**
 * `before` is null if the row was new. `after`: the revision after merging. `level`: the confidentiality of a note after merging, since
 * changing it later does not change the revision; missing in logs of earlier versions.
 */
export type TouchedRow = {
  kind: Kind
  key: string
  before: NoteRow | ContactRow | StarRow | null
  clock: EditClock
  /** Revisions of versions that existed before the merge. */
  versions: number[]
  after: number
  level?: Confidentiality | undefined
}
export type Touched =
  | TouchedRow
  | TouchedTagOrPin
  | TouchedOwnData
  | TouchedEntry
  | TouchedRemark
  | TouchedDocument
  | TouchedColleagueStars

/** Call before a row is changed, and the returned function afterwards. */
export function watchRow(context: Writer, kind: Kind, key: string): () => TouchedRow {
  const { sql } = context
  const before = getRow(context, kind, key)
  const clock = getClock(sql, kind, key)
  const versions = before && 'rowid' in before ? getRevisions(sql, before.rowid) : []
  return () => {
    const row = getRow(context, kind, key)
    return { kind, key, before, clock, versions, after: row?.revision ?? 0, level: getLevel(row) }
  }
}

function getLevel(row: TouchedRow['before']): Confidentiality | undefined {
  return row && 'rowid' in row ? row.confidentiality : undefined
}

/** @returns the number of rows undone, and of rows kept because they were changed since */
export function undoMerge(context: Writer, touched: readonly Touched[]): { undone: number; kept: number } {
  const undone = touched.filter((row) => undoRow(context, row)).length
  return { undone, kept: touched.length - undone }
}

/** @returns false if the row was changed since */
function undoRow(context: Writer, row: Touched): boolean {
  const { sql } = context
  if ('own' in row) return undoOwnData(sql, row)
  if ('colleague' in row) return undoColleagueStars(sql, row)
  if ('entry' in row) return undoEntry(sql, row)
  if ('remark' in row) return undoRemark(sql, row)
  if ('document' in row) return undoDocument(sql, row)
  if ('note' in row) return undoTagOrPin(sql, row)
  const current = getRow(context, row.kind, row.key)
  if (current?.revision !== row.after || (row.level && getLevel(current) !== row.level)) return false
  if (row.before) restoreRow(context, row, row.before)
  else deleteRow(sql, row)
  return true
}

function restoreRow(context: Writer, touched: TouchedRow, stored: NonNullable<TouchedRow['before']>): void {
  const { kind, key, versions } = touched
  const { sql } = context
  const { row: before, clock } = countUndoAsEdit(context, touched, stored)
  if (kind === 'note') {
    const note = before as NoteRow
    const rowid = writeNote(context, note)
    writeHandling(context, rowid, note)
    sql(
      'DELETE FROM note_version WHERE note_id = ? AND revision NOT IN (SELECT value FROM json_each(?))',
    ).run(rowid, JSON.stringify(versions))
  } else if (kind === 'contact') writeContact(context, before as ContactRow)
  else writeStar(context, splitKey(key)[0], before as StarRow)
  setClock(sql, kind, key, clock)
}

/**
 * If the merge counted as an edit on this device, Undo counts as the next edit. Without that, a colleague who already has the merged text
 * would regard the delegate's next edit as older.
 */
function countUndoAsEdit<Row extends object>(
  { sql, author, device }: Writer,
  { kind, key, clock, after }: TouchedRow,
  row: Row,
): { row: Row; clock: EditClock } {
  const { id } = device()
  const isEdit = (getClock(sql, kind, key)[id] ?? 0) > (clock[id] ?? 0)
  if (!isEdit) return { row, clock }
  const revision = after + 1
  return { row: { ...row, author: author(), device: id, revision }, clock: { ...clock, [id]: revision } }
}

const tables = { note: 'note', contact: 'contact', star: 'star' } as const

/** Deletes the row without a tombstone, so that it can be merged again. */
function deleteRow(sql: Sql, { kind, key }: TouchedRow): void {
  if (kind === 'star') {
    const [conference, session] = splitKey(key)
    sql('DELETE FROM star WHERE conference = ? AND session = ?').run(conference, session)
  } else sql(`DELETE FROM ${tables[kind]} WHERE uuid = ?`).run(key)
  sql('DELETE FROM edit_clock WHERE kind = ? AND uuid = ?').run(kind, key)
}

function getRow({ sql, author }: Writer, kind: Kind, key: string): TouchedRow['before'] {
  if (kind === 'note') return getNoteRow(sql, key as NoteId, author()) ?? null
  if (kind === 'contact') return getContactRow(sql, key as ContactId, author()) ?? null
  const [conference, session] = splitKey(key)
  return getStarRow(sql, conference as ConferenceSlug, session) ?? null
}

/** Splits at the first slash; a slug has none. */
function splitKey(key: string): [conference: string, session: string] {
  const cut = key.indexOf('/')
  return [key.slice(0, cut), key.slice(cut + 1)]
}

function getRevisions(sql: Sql, rowid: number): number[] {
  return getVersions(sql, rowid).map(({ revision }) => revision)
}
