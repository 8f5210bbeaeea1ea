/** Salvages everything readable that the delegate wrote from a damaged database, into a file that any program opens. */
import { strToU8, type Zippable, type ZippableFile, zipSync } from 'fflate'
import type { Salvaged } from '../../contract/index.ts'
import { writeDurably } from '../../store/files.ts'
import type { DataKey } from '../../store/vault-slot.ts'
import { findCandidates } from './pages.ts'
import {
  type Found,
  type FoundContact,
  type FoundDocument,
  type FoundEntry,
  type FoundNote,
  type FoundPicture,
  type FoundRemark,
  type FoundTag,
  type FoundTemplate,
  type FoundVersion,
  recogniseContact,
  recogniseContent,
  recogniseDocument,
  recogniseEntry,
  recogniseNote,
  recognisePicture,
  recogniseRemark,
  recogniseTag,
  recogniseTemplate,
  recogniseVersion,
} from './recognise-rows.ts'
import { getRows, type Row } from './rows.ts'

/** Limits pictures and documents, so that the texts have enough memory. */
const MAX_FILES_BYTES = 512 * 1024 * 1024

/**
 * Reads the database and its log, if there is one. Writes a ZIP with a Markdown file for each note, all data as JSON, the pictures
 * and the delegate's own documents.
 * `key`: null if the database is not encrypted.
 */
export function salvage(database: string, key: DataKey | null, target: string): Salvaged {
  const notes = new Map<string, FoundNote>()
  const earlierNotes = new Map<string, FoundNote>()
  const versions = new Map<string, FoundVersion>()
  const contacts = new Map<string, FoundContact>()
  const entries = new Map<string, FoundEntry>()
  const remarks = new Map<string, FoundRemark>()
  const templates = new Map<string, FoundTemplate>()
  const tags = new Map<string, FoundTag>()
  const documents = new Map<string, FoundDocument>()
  const pictures = new Map<string, FoundPicture>()
  const contents = new Map<string, Buffer>()
  let freeBytes = MAX_FILES_BYTES
  const reserveSpace = ({ length }: Uint8Array) => {
    if (length > freeBytes) return false
    freeBytes -= length
    return true
  }
  const addRow = (row: Row) => {
    const note = recogniseNote(row)
    if (note) return keepNote(notes, earlierNotes, note)
    const version = recogniseVersion(row)
    if (version) return keepBetter(versions, `${version.noteRowid}/${version.revision}`, version)
    const contact = recogniseContact(row)
    if (contact) return keepBetter(contacts, contact.id, contact)
    const entry = recogniseEntry(row)
    if (entry) return keepBetter(entries, entry.id, entry)
    const remark = recogniseRemark(row)
    if (remark) return keepBetter(remarks, remark.id, remark)
    const template = recogniseTemplate(row)
    if (template) return keepBetter(templates, template.id, template)
    const tag = recogniseTag(row)
    if (tag) return keepBetter(tags, tag.id, tag)
    const document = recogniseDocument(row)
    if (document) return keepBetter(documents, document.id, document)
    const picture = recognisePicture(row)
    if (picture) {
      if (!pictures.has(picture.name) && reserveSpace(picture.bytes)) pictures.set(picture.name, picture)
      return
    }
    const content = recogniseContent(row)
    if (content && !contents.has(content.sha256) && reserveSpace(content.bytes))
      contents.set(content.sha256, content.bytes)
  }
  for (const candidate of findCandidates(database, key)) for (const row of getRows(candidate)) addRow(row)
  for (const { id, rowid: noteRowid, revision, updatedAt: savedAt, markdown } of earlierNotes.values()) {
    const key = `${noteRowid}/${revision}`
    if (notes.get(id)?.cut && !versions.has(key))
      versions.set(key, { noteRowid, revision, savedAt, markdown, cut: false })
  }
  const found = {
    notes: [...notes.values()],
    versions: [...versions.values()],
    contacts: [...contacts.values()],
    entries: [...entries.values()],
    remarks: [...remarks.values()],
    templates: [...templates.values()],
    tags: [...tags.values()],
    documents: [...documents.values()],
    pictures: [...pictures.values()],
    contents,
  }
  writeDurably(target, zipSync(toFiles(found)))
  return {
    path: target,
    notes: found.notes.length,
    versions: found.versions.length,
    contacts: found.contacts.length,
    entries: found.entries.length,
    remarks: found.remarks.length,
    cut: [found.notes, found.versions, found.contacts, found.entries, found.remarks, found.templates]
      .flat()
      .filter(({ cut }) => cut).length,
  }
}

/**
 * Keeps one version of each row, since pages contain older versions: a complete version rather than a truncated one, otherwise the newest.
 */
function keepBetter<T extends Found>(all: Map<string, T>, key: string, found: T): void {
  const known = all.get(key)
  const isBetter =
    !known || (known.cut && !found.cut) || (known.cut === found.cut && found.revision >= known.revision)
  if (isBetter) all.set(key, found)
}

/** The newest text is the note, even if it is truncated. `earlier` has the newest complete text before it. */
function keepNote(notes: Map<string, FoundNote>, earlier: Map<string, FoundNote>, found: FoundNote): void {
  const known = notes.get(found.id)
  const [newer, older] = known && known.revision > found.revision ? [known, found] : [found, known]
  if (older && older.revision < newer.revision && !older.cut) keepBetter(earlier, found.id, older)
  if (known?.revision === found.revision) keepBetter(notes, found.id, found)
  else notes.set(found.id, newer)
}

type AllFound = {
  notes: FoundNote[]
  versions: FoundVersion[]
  contacts: FoundContact[]
  entries: FoundEntry[]
  remarks: FoundRemark[]
  templates: FoundTemplate[]
  tags: FoundTag[]
  documents: FoundDocument[]
  pictures: FoundPicture[]
  contents: ReadonlyMap<string, Buffer>
}

function toFiles(all: AllFound): Zippable {
  const { notes, versions, contacts, entries, remarks, templates, tags, documents, pictures, contents } = all
  const idsByRow = new Map(notes.map(({ rowid, id }) => [rowid, id]))
  const json = {
    format: 'rapporteur-salvage',
    formatVersion: 1,
    notes: notes.map(({ rowid: _, ...note }) => note),
    versions: versions.map(({ noteRowid, ...version }) => ({
      note: idsByRow.get(noteRowid) ?? null,
      ...version,
    })),
    contacts: contacts.map(({ fields, ...contact }) => ({ ...contact, ...fields })),
    ownEntries: entries.map(({ fields, ...entry }) => ({ ...entry, ...fields })),
    keyMessageRemarks: remarks.map(({ fields, revision, cut }) => ({ ...fields, revision, cut })),
    templates,
    tags,
    ownDocuments: documents.map(({ fields, ...document }) => ({ ...document, ...fields })),
  }
  const attached = documents.flatMap(({ id, sha256, fields }): [string, ZippableFile][] => {
    const bytes = contents.get(sha256)
    return bytes ? [[`documents/${id.slice(0, 8)}-${toPathPart(fields.fileName ?? '')}`, bytes]] : []
  })
  const texts = notes.map((note): [string, Uint8Array] => [toFileName(note), strToU8(note.markdown)])
  return {
    ...Object.fromEntries(texts),
    'everything.json': strToU8(`${JSON.stringify(json, null, 2)}\n`),
    ...Object.fromEntries(attached),
    // Named by SHA-256, as the texts refer to them. Pictures are already compressed.
    ...Object.fromEntries(
      pictures.map(({ name, bytes }): [string, ZippableFile] => [name, [bytes, { level: 0 }]]),
    ),
  }
}

/** notes/octopus-2016/workshop-9-1b9d6bcd.md */
function toFileName({ id, conference, session, deletedAt }: FoundNote): string {
  const pathParts = [conference, session ?? 'note'].map(toPathPart)
  return `${deletedAt ? 'deleted' : 'notes'}/${pathParts[0]}/${pathParts[1]}-${id.slice(0, 8)}.md`
}

function toPathPart(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-').replaceAll(/^\.+/g, '')
}
