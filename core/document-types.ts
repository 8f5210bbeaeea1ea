/** The type of Tesseract's language data, with which pictures are read. Delegates do not open it. */
export const LANGUAGE_DATA = 'application/x-traineddata'

/** File types allowed in a conference pack, by extension. None of them is executable. */
export const documentTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  traineddata: LANGUAGE_DATA,
}

/** @returns the extension for a media type, or null if packs do not allow it */
export function getExtension(type: string): string | null {
  return Object.entries(documentTypes).find(([, known]) => known === type)?.[0] ?? null
}

/** Whether the app shows the file itself, instead of opening another program. */
export function isShownInApp(type: string): boolean {
  return type.startsWith('image/')
}
