import type { Sql } from '../store/open.ts'

/** Finds a document or floor plan by the SHA-256 of its bytes. */
export function findFile(sql: Sql, sha256: string): { type: string; bytes: Uint8Array } | null {
  return (
    sql<{ type: string; bytes: Uint8Array }>(
      `SELECT type, bytes FROM file_content JOIN conference_file USING (sha256) WHERE sha256 = ? LIMIT 1`,
    ).get(sha256) ?? null
  )
}
