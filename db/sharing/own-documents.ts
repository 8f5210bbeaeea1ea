/** The delegate's own documents in a complete copy. No other file contains them. */
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import type { ConferenceSlug } from '../model.ts'
import { getDocumentType } from '../packs/check-content.ts'
import {
  findOwnDocument,
  forgetOwnDocument,
  listOwnDocuments,
  type OwnDocumentRow,
  putOwnDocument,
  storeContent,
} from '../sql/own-documents.ts'
import type { Sql } from '../store/open.ts'
import type { BundleOwnDocument, NotesBundle } from './bundle.ts'
import { isLaterRevision } from './merge-tags-and-pins.ts'

/** `bytes`: null for a document whose content is deleted. */
export type DocumentStep = { document: OwnDocumentRow; ours: OwnDocumentRow | null; bytes: Uint8Array | null }
/** `before` is null if the document was new. `document`: the merged document. */
export type TouchedDocument = { document: OwnDocumentRow; before: OwnDocumentRow | null }

/** Includes deleted documents. */
export function getOwnDocuments(sql: Sql, conference: ConferenceSlug): BundleOwnDocument[] {
  return listOwnDocuments(sql, conference).map(({ conference: _, type: __, ...document }) => document)
}

/** Reads the content of the documents, each only once. */
export function readAttachments(
  sql: Sql,
  { ownDocuments = [] }: Pick<NotesBundle, 'ownDocuments'>,
): NonNullable<NotesBundle['attachments']> {
  const findContent = sql<{ bytes: Uint8Array<ArrayBuffer> }>(
    'SELECT bytes FROM file_content WHERE sha256 = ?',
  )
  return [...new Set(ownDocuments.map(({ sha256 }) => sha256))].flatMap((sha256) => {
    const bytes = findContent.get(sha256)?.bytes
    return bytes ? { sha256, size: bytes.length, bytes } : []
  })
}

/** Throws `bad-file` if the content of a document is missing. */
export function expectAttachments({ ownDocuments = [], attachments = [] }: NotesBundle): void {
  const sizes = new Map(attachments.map(({ sha256, size }) => [sha256, size]))
  const missing = ownDocuments.find(({ sha256, size }) => sha256 !== '' && sizes.get(sha256) !== size)
  if (missing) throw new StoreError('bad-file', message('sharing.document-differs', { id: missing.fileName }))
}

/** Only a complete copy has documents. The later edit wins. */
export function planDocuments(
  sql: Sql,
  { own, conference, ownDocuments = [], attachments = [] }: NotesBundle,
): DocumentStep[] {
  if (!own) return []
  const contents = new Map(attachments.map(({ sha256, bytes }) => [sha256, bytes]))
  return ownDocuments.flatMap((theirs) => {
    const ours = findOwnDocument(sql, theirs.id) ?? null
    if (ours && !isLaterRevision(theirs, ours)) return []
    const bytes = contents.get(theirs.sha256) ?? null
    const type = bytes ? getDocumentType(theirs.fileName, bytes) : ''
    return { document: { ...theirs, type, conference: conference.slug }, ours, bytes }
  })
}

export function writeDocument(sql: Sql, { document, ours, bytes }: DocumentStep): TouchedDocument {
  if (bytes) storeContent(sql, document.sha256, bytes)
  putOwnDocument(sql, document)
  return { document, before: ours }
}

/** The daily clean-up deletes the content. @returns false if the document was changed since */
export function undoDocument(sql: Sql, { document, before }: TouchedDocument): boolean {
  if (findOwnDocument(sql, document.id)?.revision !== document.revision) return false
  if (before) putOwnDocument(sql, before)
  else forgetOwnDocument(sql, document.id)
  return true
}
