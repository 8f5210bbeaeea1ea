/** The text of documents, by page. */
import type { Message } from '../../core/i18n/message.ts'
import type { Sql } from '../store/open.ts'

export type UnreadDocument = { sha256: string; type: string; bytes: Uint8Array }

/** @returns a document that this extractor has not read; null if all are read */
export function findUnreadDocument(sql: Sql, extractor: string): UnreadDocument | null {
  const select = `SELECT sha256, document.type, file_content.bytes
    FROM file_content JOIN (
      SELECT sha256, type FROM conference_file UNION ALL SELECT sha256, type FROM own_document
    ) AS document USING (sha256)
    WHERE NOT EXISTS (
      SELECT 1 FROM document_text WHERE document_text.sha256 = file_content.sha256 AND extractor = ?
    ) LIMIT 1`
  return sql<UnreadDocument>(select).get(extractor) ?? null
}

/** Stores the text that was read, unless the document was removed in the meantime. */
export function storeDocumentText(
  sql: Sql,
  sha256: string,
  read: { extractor: string; pages: readonly string[]; problem: Message | null },
): void {
  if (!sql('SELECT 1 FROM file_content WHERE sha256 = ?').get(sha256)) return
  sql('DELETE FROM document_text WHERE sha256 = ?').run(sha256)
  sql('INSERT INTO document_text (sha256, extractor, problem) VALUES (?, ?, ?)').run(
    sha256,
    read.extractor,
    read.problem && JSON.stringify(read.problem),
  )
  const insert = sql('INSERT INTO document_page (sha256, number, text) VALUES (?, ?, ?)')
  for (const [index, text] of read.pages.entries()) {
    if (text !== '') insert.run(sha256, index + 1, text)
  }
}

type DocumentText = { pages: number; problem: Message | null }

/** Documents that were read, by SHA-256. */
export function listDocumentTexts(sql: Sql): Map<string, DocumentText> {
  const rows = sql<{ sha256: string; pages: number; problem: string | null }>(
    `SELECT sha256, problem,
       (SELECT coalesce(max(number), 0) FROM document_page WHERE document_page.sha256 = document_text.sha256) AS pages
     FROM document_text`,
  ).all()
  return new Map(
    rows.map(({ sha256, pages, problem }) => [sha256, { pages, problem: problem && JSON.parse(problem) }]),
  )
}

/** Pages without text are left out. */
export function readDocumentPages(sql: Sql, sha256: string): { number: number; text: string }[] {
  return sql<{ number: number; text: string }>(
    'SELECT number, text FROM document_page WHERE sha256 = ? ORDER BY number',
  ).all(sha256)
}
