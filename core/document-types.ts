/** What may be in a conference pack, by the name's ending. Nothing that runs. */
export const documentTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
}

/** The ending that a file of this type has; null for a type that no pack holds. */
export function getEnding(type: string): string | null {
  return Object.entries(documentTypes).find(([, known]) => known === type)?.[0] ?? null
}

/** Shown in the window itself. */
export function isShownInside(type: string): boolean {
  return type.startsWith('image/')
}
