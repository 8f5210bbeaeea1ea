import { getExtension } from '../../core/document-types.ts'

/** @returns the document's file name on disk, or null if no other program may open it */
export function getDocumentName(title: string, type: string): string | null {
  const extension = getExtension(type)
  // A browser would run the scripts of an SVG file.
  if (extension === null || extension === 'svg') return null
  const name = title
    .replaceAll(/[^\p{Letter}\p{Mark}\p{Number} _()-]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
  return `${name || 'document'}.${extension}`
}
