import { LANGUAGE_DATA } from '../../core/document-types.ts'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { writeExport } from '../export/render/write-file.ts'
import { readFiles } from '../import/matching/stored-programme.ts'
import { getConferenceId } from '../sql/conferences.ts'
import { listDocumentTexts, readDocumentPages } from '../sql/document-texts.ts'
import { findFile } from '../sql/files.ts'
import { listPresentDocuments, type OwnDocumentRow } from '../sql/own-documents.ts'
import type { HandlersOf } from './context.ts'

export const files: HandlersOf<'files'> = {
  'files.list': ({ sql }, { conference }) => {
    const texts = listDocumentTexts(sql)
    const files = readFiles(sql, getConferenceId(sql, conference))
      .filter(({ type }) => type !== LANGUAGE_DATA)
      .map((file) => ({ ...file, mine: null }))
    return [...files, ...listPresentDocuments(sql, conference).map(describeOwnDocument)].map((file) => ({
      ...file,
      ...(texts.get(file.sha256) ?? { pages: 0, problem: null }),
    }))
  },

  'files.read': ({ sql }, { sha256 }) => findFile(sql, sha256),

  'files.text': ({ sql }, { sha256 }) => readDocumentPages(sql, sha256),

  'files.save': ({ sql, grants }, { sha256, grant }) => {
    const content = findFile(sql, sha256)
    if (!content) throw new StoreError('not-found', message('gone.document'))
    return writeExport(grants.take(grant, 'write'), content.bytes)
  },
}

function describeOwnDocument({ id, session, note, fileName, type, size, sha256 }: OwnDocumentRow) {
  const title = fileName.replace(/\.[^.]+$/, '') || fileName
  const sessions = session === null ? [] : [session]
  return {
    guid: id,
    role: 'document' as const,
    title,
    type,
    size,
    sha256,
    rooms: [],
    sessions,
    mine: { fileName, note },
  }
}
