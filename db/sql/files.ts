import type { Sql } from '../store/open.ts'

/** Finds a document or floor plan by the SHA-256 of its bytes, whether from a pack or attached by the delegate. */
export function findFile(sql: Sql, sha256: string): { type: string; bytes: Uint8Array } | null {
  return (
    sql<{ type: string; bytes: Uint8Array }>(
      `SELECT coalesce(conference_file.type, own_document.type) AS type, bytes FROM file_content
       LEFT JOIN conference_file USING (sha256) LEFT JOIN own_document USING (sha256)
       WHERE sha256 = ? AND (conference_file.id IS NOT NULL OR own_document.id IS NOT NULL) LIMIT 1`,
    ).get(sha256) ?? null
  )
}
