/** Documents that the delegate attaches to sessions and notes. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { MAX_DOCUMENT_BYTES } from '../../core/document-types.ts'
import { message } from '../../core/i18n/message.ts'
import type { CheckedInput } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import { getDocumentType } from '../packs/check-content.ts'
import {
  findOwnDocument,
  getOwnDocument,
  type OwnDocumentRow,
  putOwnDocument,
  storeContent,
} from '../sql/own-documents.ts'
import { readChosen } from '../store/chosen-file.ts'
import type { Context, HandlersOf } from './context.ts'
import { createNextEdit } from './next-edit.ts'

export const ownDocuments: HandlersOf<'ownDocuments'> = {
  'ownDocuments.add': async (context, { fileName, bytes, ...target }) => {
    if (bytes.length > MAX_DOCUMENT_BYTES) throw new StoreError('bad-file', describeTooLarge(fileName))
    return attachDocument(context, target, fileName, bytes)
  },

  'ownDocuments.addFile': async (context, { grant, ...target }) => {
    const path = context.grants.take(grant, 'read')
    const fileName = basename(path)
    return attachDocument(
      context,
      target,
      fileName,
      readChosen(path, MAX_DOCUMENT_BYTES, () => describeTooLarge(fileName)),
    )
  },

  'ownDocuments.remove': (context, { id }) => {
    const document = getOwnDocument(context.sql, id)
    if (document.deletedAt !== null) return null
    putOwnDocument(context.sql, {
      ...document,
      ...createNextEdit(context, document),
      deletedAt: context.now(),
    })
    return null
  },

  'ownDocuments.restore': (context, { id }) => {
    const document = getOwnDocument(context.sql, id)
    putOwnDocument(context.sql, { ...document, ...createNextEdit(context, document) })
    return null
  },
}

type Target = Omit<CheckedInput<'ownDocuments.addFile'>, 'grant'>

function attachDocument(context: Context, target: Target, fileName: string, bytes: Uint8Array): null {
  const { db, sql, now } = context
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const stored = findOwnDocument(sql, target.id)
  const document: OwnDocumentRow = {
    ...target,
    ...{ fileName, sha256, type: getDocumentType(fileName, bytes), size: bytes.length },
    createdAt: stored?.createdAt ?? now(),
    ...createNextEdit(context, stored),
  }
  db.transaction(() => {
    storeContent(sql, sha256, bytes)
    putOwnDocument(sql, document)
  }).immediate()
  return null
}

function describeTooLarge(file: string) {
  return message('file.document-too-large', { file, megabytes: MAX_DOCUMENT_BYTES / 1024 / 1024 })
}
