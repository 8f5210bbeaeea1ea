/** Salvages everything readable that the delegate wrote from a damaged database, into a file that any program opens. */
import { createHash } from 'node:crypto'
import { strToU8, type Zippable, type ZippableFile, zipSync } from 'fflate'
import type { Salvaged } from '../../contract/index.ts'
import { writeDurably } from '../../store/files.ts'
import type { DataKey } from '../../store/vault-slot.ts'
import { findCandidates } from './pages.ts'
import { getRows, type Row, type Value } from './rows.ts'

type Found = { cut: boolean; revision: number }
type FoundNote = Found & {
  id: string
  rowid: number
  conference: string
  session: string | null
  createdAt: string
  updatedAt: string
  deletedAt: string | null
  markdown: string
}
type FoundVersion = Found & { noteRowid: number; savedAt: string; markdown: string }
type FoundPicture = { name: string; bytes: Buffer }
type FoundEntry = Found & { id: string; conference: string; fields: Record<string, string> }
type FoundRemark = Found & { id: string; fields: Record<string, string> }
type FoundContact = Found & { id: string; conference: string; fields: Record<string, string> }

/** In bytes. Limits the pictures, so that the texts have enough memory. */
const MAX_PICTURES = 512 * 1024 * 1024
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/

/**
 * Reads the database and its log, if there is one. Writes a ZIP with a Markdown file for each note, all data as JSON, and the pictures.
 * `key`: null if the database is not encrypted.
 */
export function salvage(database: string, key: DataKey | null, target: string): Salvaged {
  const notes = new Map<string, FoundNote>()
  const versions = new Map<string, FoundVersion>()
  const contacts = new Map<string, FoundContact>()
  const entries = new Map<string, FoundEntry>()
  const remarks = new Map<string, FoundRemark>()
  const pictures = new Map<string, FoundPicture>()
  let room = MAX_PICTURES
  for (const candidate of findCandidates(database, key)) {
    for (const row of getRows(candidate)) {
      const note = getNote(row)
      const version = note ? null : getVersion(row)
      const contact = note || version ? null : getContact(row)
      const entry = note || version || contact ? null : getEntry(row)
      const remark = note || version || contact || entry ? null : getRemark(row)
      if (note) keep(notes, note.id, note)
      else if (version) keep(versions, `${version.noteRowid}/${version.revision}`, version)
      else if (contact) keep(contacts, contact.id, contact)
      else if (entry) keep(entries, entry.id, entry)
      else if (remark) keep(remarks, remark.id, remark)
      const picture = note || version || contact || entry || remark ? null : getPicture(row)
      if (picture && !pictures.has(picture.name) && picture.bytes.length <= room) {
        pictures.set(picture.name, picture)
        room -= picture.bytes.length
      }
    }
  }
  const found = {
    notes: [...notes.values()],
    versions: [...versions.values()],
    contacts: [...contacts.values()],
    entries: [...entries.values()],
    remarks: [...remarks.values()],
    pictures: [...pictures.values()],
  }
  writeDurably(target, zipSync(getFiles(found)))
  return {
    path: target,
    notes: found.notes.length,
    versions: found.versions.length,
    contacts: found.contacts.length,
    entries: found.entries.length,
    remarks: found.remarks.length,
    cut: [found.notes, found.versions, found.contacts, found.entries, found.remarks]
      .flat()
      .filter(({ cut }) => cut).length,
  }
}

/** Pages keep older versions of a row: prefers a complete version to a truncated one, then the newest. */
function keep<T extends Found>(all: Map<string, T>, key: string, found: T): void {
  const known = all.get(key)
  const isBetter =
    !known || (known.cut && !found.cut) || (known.cut === found.cut && found.revision >= known.revision)
  if (isBetter) all.set(key, found)
}

/** Columns in the order of 0001-initial.sql, followed by later ones. The first is the rowid, which is not stored. */
function getNote({ id: rowid, values, cut }: Row): FoundNote | null {
  const [
    ,
    id,
    conference,
    session,
    ,
    author,
    revision,
    createdAt,
    updatedAt,
    deletedAt,
    entries,
    ,
    ,
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
    revision,
    createdAt,
    updatedAt,
    deletedAt: isInstant(deletedAt) ? deletedAt : null,
    markdown,
    cut,
  }
}

function getVersion({ values, cut }: Row): FoundVersion | null {
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

function getContact({ values, cut }: Row): FoundContact | null {
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
  return { id, conference, revision, fields: onlyTexts(fields), cut }
}

/** An own entry, unless it is deleted. */
function getEntry({ values, cut }: Row): FoundEntry | null {
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
  return { id, conference, revision, fields: onlyTexts({ kind, title, start, end, day, place, people }), cut }
}

/** Marks and a comment on a key message, unless they are deleted. */
function getRemark({ values, cut }: Row): FoundRemark | null {
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
  return { id: `${id}/${person}`, revision, fields: onlyTexts(fields), cut }
}

/** @returns null unless the picture is complete, which its bytes tell */
function getPicture({ values }: Row): FoundPicture | null {
  const [, sha256, type, , , , bytes] = values
  if (!isText(sha256) || !isText(type) || !type.startsWith('image/') || !Buffer.isBuffer(bytes)) return null
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return null
  return { name: `pictures/${sha256}.${type.slice('image/'.length)}`, bytes }
}

function onlyTexts(fields: Record<string, Value | undefined>): Record<string, string> {
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

type All = {
  notes: FoundNote[]
  versions: FoundVersion[]
  contacts: FoundContact[]
  entries: FoundEntry[]
  remarks: FoundRemark[]
  pictures: FoundPicture[]
}

function getFiles({ notes, versions, contacts, entries, remarks, pictures }: All): Zippable {
  const ofRow = new Map(notes.map(({ rowid, id }) => [rowid, id]))
  const json = {
    format: 'rapporteur-salvage',
    formatVersion: 1,
    notes: notes.map(({ rowid: _, ...note }) => note),
    versions: versions.map(({ noteRowid, ...version }) => ({
      note: ofRow.get(noteRowid) ?? null,
      ...version,
    })),
    contacts: contacts.map(({ fields, ...contact }) => ({ ...contact, ...fields })),
    ownEntries: entries.map(({ fields, ...entry }) => ({ ...entry, ...fields })),
    keyMessageRemarks: remarks.map(({ fields, revision, cut }) => ({ ...fields, revision, cut })),
  }
  const texts = notes.map((note): [string, Uint8Array] => [getName(note), strToU8(note.markdown)])
  return {
    ...Object.fromEntries(texts),
    'everything.json': strToU8(`${JSON.stringify(json, null, 2)}\n`),
    // Named by SHA-256, as the texts refer to them. Pictures are already compressed.
    ...Object.fromEntries(
      pictures.map(({ name, bytes }): [string, ZippableFile] => [name, [bytes, { level: 0 }]]),
    ),
  }
}

/** notes/octopus-2016/workshop-9-1b9d6bcd.md */
function getName({ id, conference, session, deletedAt }: FoundNote): string {
  const place = [conference, session ?? 'note'].map((part) =>
    part.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-').replaceAll(/^\.+/g, ''),
  )
  return `${deletedAt ? 'deleted' : 'notes'}/${place[0]}/${place[1]}-${id.slice(0, 8)}.md`
}
