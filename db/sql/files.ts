import type { Sql } from '../store/open.ts'

/** A document or floor plan of a programme, by the SHA-256 of its bytes. */
export function findFile(sql: Sql, sha256: string): { type: string; bytes: Uint8Array } | null {
  return (
    sql<{ type: string; bytes: Uint8Array }>(
      `SELECT type, bytes FROM file_content JOIN conference_file USING (sha256) WHERE sha256 = ? LIMIT 1`,
    ).get(sha256) ?? null
  )
}
