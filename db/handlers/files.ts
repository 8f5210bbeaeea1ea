import { StoreError } from '../errors.ts'
import { writeExport } from '../export/render/write-file.ts'
import { readFiles } from '../import/matching/stored-programme.ts'
import { conferenceId } from '../sql/conferences.ts'
import type { Sql } from '../store/open.ts'
import type { HandlersOf } from './context.ts'

export const files: HandlersOf<'files'> = {
  'files.list': ({ sql }, { conference }) => readFiles(sql, conferenceId(sql, conference)),

  'files.read': ({ sql }, { sha256 }) => contentOf(sql, sha256),

  'files.save': ({ sql, grants }, { sha256, grant }) => {
    const content = contentOf(sql, sha256)
    if (!content) throw new StoreError('not-found', 'The document is not on this computer any more.')
    return writeExport(grants.take(grant, 'write'), content.bytes)
  },
}

function contentOf(sql: Sql, sha256: string): { type: string; bytes: Uint8Array } | null {
  return (
    sql<{ type: string; bytes: Uint8Array }>(
      `SELECT type, bytes FROM file_content JOIN conference_file USING (sha256) WHERE sha256 = ? LIMIT 1`,
    ).get(sha256) ?? null
  )
}
