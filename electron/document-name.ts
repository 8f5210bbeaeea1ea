import { getEnding } from '../core/document-types.ts'

/** What a document is called on the disk; null for one that no other program is to open. */
export function documentName(title: string, type: string): string | null {
  const ending = getEnding(type)
  // In a browser what is in it could run.
  if (ending === null || ending === 'svg') return null
  const name = title
    .replaceAll(/[^\p{Letter}\p{Mark}\p{Number} _()-]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
  return `${name || 'document'}.${ending}`
}
