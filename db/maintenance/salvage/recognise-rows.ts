/** Recognises rows of the delegate's data by their columns, since pages of a damaged database do not name their table. */
import { createHash } from 'node:crypto'
import type { Row, Value } from './rows.ts'

export type Found = { cut: boolean; revision: number }
export type FoundNote = Found & {
  id: string
  rowid: number
  conference: string
  session: string | null
  keyMessage: string | null
  createdAt: string
  updatedAt: string
  deletedAt: string | null
  markdown: string
}
export type FoundVersion = Found & { noteRowid: number; savedAt: string; markdown: string }
export type FoundPicture = { name: string; bytes: Buffer }
export type FoundDocument = Found & { id: string; fields: Record<string, string>; sha256: string }
export type FoundTemplate = Found & { id: string; name: string; markdown: string }
export type FoundTag = Found & { id: string; note: string; tag: string }
export type FoundEntry = Found & { id: string; conference: string; fields: Record<string, string> }
export type FoundRemark = Found & { id: string; fields: Record<string, string> }
export type FoundContact = Found & { id: string; conference: string; fields: Record<string, string> }

const SHA256 = /^[0-9a-f]{64}$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/

/** Columns in the order of 0001-initial.sql, followed by later columns. The first is the rowid, which is not stored. */
export function recogniseNote({ id: rowid, values, cut }: Row): FoundNote | null {
  const [
    ,
    id,
    conference,
    session,
    keyMessage,
    author,
    revision,
    createdAt,
    updatedAt,
    deletedAt,
    entries,
    ,
    plainText,
    markdown,
  ] = values
  const isNote =
    isUuid(id) &&
    isText(conference) &&
    isText(author) &&
    isNumber(revision) &&
    isInstant(createdAt) &&
    isInstant(updatedAt) &&
    isNumber(entries)
  if (!isNote || !isText(markdown)) return null
  return {
    id,
    rowid,
    conference,
    session: isText(session) ? session : null,
    keyMessage: isText(keyMessage) ? keyMessage : null,
    revision,
    createdAt,
    updatedAt,
    deletedAt: isInstant(deletedAt) ? deletedAt : null,
    markdown: cut ? addPlainText(markdown, isText(plainText) ? plainText : '') : markdown,
    cut,
  }
}

/** Adds the text without formatting, which is stored before the Markdown, if more of it could be read. */
function addPlainText(markdown: string, plainText: string): string {
  if (plainText.length <= markdown.length) return markdown
  return markdown === '' ? plainText : `${markdown}\n\n---\n\n${plainText}`
}

export function recogniseVersion({ values, cut }: Row): FoundVersion | null {
  const [, noteRowid, revision, author, savedAt, replacedAt, entries, , markdown] = values
  const isVersion =
    isNumber(noteRowid) &&
    isNumber(revision) &&
    isText(author) &&
    isInstant(savedAt) &&
    isInstant(replacedAt) &&
    isNumber(entries)
  return isVersion && isText(markdown) ? { noteRowid, revision, savedAt, markdown, cut } : null
}

export function recogniseContact({ values, cut }: Row): FoundContact | null {
  const [
    ,
    id,
    conference,
    author,
    revision,
    createdAt,
    updatedAt,
    ,
    name,
    organisation,
    country,
    role,
    email,
    telephone,
    metAt,
    note,
    ,
    ,
    ,
    ,
    followUp,
    followUpOn,
    ,
    consent,
    ,
    confidentiality,
  ] = values
  const isContact =
    isUuid(id) &&
    isText(conference) &&
    isText(author) &&
    isNumber(revision) &&
    isInstant(createdAt) &&
    isInstant(updatedAt) &&
    isText(name)
  if (!isContact || !isText(organisation)) return null
  const fields = {
    name,
    organisation,
    country,
    role,
    email,
    telephone,
    metAt,
    note,
    followUp,
    followUpOn,
    consent,
    confidentiality,
  }
  return { id, conference, revision, fields: pickTexts(fields), cut }
}

/** An own entry, unless it is deleted. */
export function recogniseEntry({ values, cut }: Row): FoundEntry | null {
  const [, id, conference, author, device, revision, createdAt, updatedAt, deletedAt, ...words] = values
  const [kind, title, start, end, day, place, people] = words
  const isEntry =
    isUuid(id) &&
    isText(conference) &&
    isText(author) &&
    isText(device) &&
    isNumber(revision) &&
    isInstant(createdAt) &&
    isInstant(updatedAt) &&
    isText(kind) &&
    isText(title) &&
    isInstant(start)
  if (!isEntry || isInstant(deletedAt)) return null
  return { id, conference, revision, fields: pickTexts({ kind, title, start, end, day, place, people }), cut }
}

/** Marks and a comment on a key message, unless they are deleted. */
export function recogniseRemark({ values, cut }: Row): FoundRemark | null {
  const [, id, conference, keyMessage, person, author, device, revision, updatedAt, deletedAt, ...words] =
    values
  const [marks, comment] = words
  const isRemark =
    isUuid(id) &&
    isText(conference) &&
    isText(keyMessage) &&
    isText(person) &&
    isUuid(author) &&
    isText(device) &&
    isNumber(revision) &&
    isInstant(updatedAt) &&
    isText(marks)
  if (!isRemark || isInstant(deletedAt)) return null
  const fields = { conference, keyMessage, person, updatedAt, marks, comment }
  // A colleague's remark may have the same id as one of the delegate's own.
  return { id: `${id}/${person}`, revision, fields: pickTexts(fields), cut }
}

/** A template of the delegate, unless it is deleted. */
export function recogniseTemplate({ values, cut }: Row): FoundTemplate | null {
  const [, id, name, markdown, author, revision, updatedAt, deletedAt] = values
  const isTemplate =
    isUuid(id) &&
    isText(name) &&
    isText(markdown) &&
    isUuid(author) &&
    isNumber(revision) &&
    isInstant(updatedAt) &&
    values.length === 8
  return isTemplate && !isInstant(deletedAt) ? { id, name, markdown, revision, cut } : null
}

/** A tag of a note, unless it was removed. */
export function recogniseTag({ values, cut }: Row): FoundTag | null {
  const [, id, note, tag, folded, author, revision, updatedAt, deletedAt] = values
  const isTag =
    isUuid(id) &&
    isUuid(note) &&
    isText(tag) &&
    isText(folded) &&
    isUuid(author) &&
    isNumber(revision) &&
    isInstant(updatedAt)
  return isTag && !isInstant(deletedAt) ? { id, note, tag, revision, cut } : null
}

/** @returns null unless the picture is complete, so that its bytes match their hash */
export function recognisePicture({ values }: Row): FoundPicture | null {
  const [, sha256, type, , , , bytes] = values
  if (!isText(sha256) || !isText(type) || !type.startsWith('image/') || !Buffer.isBuffer(bytes)) return null
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return null
  return { name: `pictures/${sha256}.${type.slice('image/'.length)}`, bytes }
}

/** A document that the delegate attached, unless it is deleted. */
export function recogniseDocument({ values, cut }: Row): FoundDocument | null {
  const [, id, conference, author, device, revision, createdAt, , deletedAt, ...rest] = values
  const [session, note, fileName, type, size, sha256] = rest
  const isDocument =
    isUuid(id) &&
    isText(conference) &&
    isText(author) &&
    isText(device) &&
    isNumber(revision) &&
    isInstant(createdAt) &&
    isText(fileName) &&
    isNumber(size)
  if (!isDocument || !isText(sha256) || !SHA256.test(sha256) || isInstant(deletedAt)) return null
  return { id, revision, sha256, fields: pickTexts({ conference, session, note, fileName, type }), cut }
}

/** The content of a document of the delegate or of a pack. @returns null unless it is complete */
export function recogniseContent({ values }: Row): { sha256: string; bytes: Buffer } | null {
  const [, sha256, bytes] = values
  if (!isText(sha256) || !Buffer.isBuffer(bytes)) return null
  return createHash('sha256').update(bytes).digest('hex') === sha256 ? { sha256, bytes } : null
}

function pickTexts(fields: Record<string, Value | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => isText(field[1])),
  )
}

function isText(value: Value | undefined): value is string {
  return typeof value === 'string'
}
function isNumber(value: Value | undefined): value is number {
  return typeof value === 'number'
}
function isUuid(value: Value | undefined): value is string {
  return isText(value) && UUID.test(value)
}
function isInstant(value: Value | undefined): value is string {
  return isText(value) && INSTANT.test(value)
}
