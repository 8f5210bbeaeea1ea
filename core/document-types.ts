/** The type of Tesseract's language data, with which the text of pictures is recognised. Delegates do not open such a file. */
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

/** Limits the size of backups, since each backup contains all documents. */
export const MAX_DOCUMENT_BYTES = 25 * 1024 * 1024

/** The media type of a file that can only be kept and saved again. */
export const UNKNOWN_TYPE = 'application/octet-stream'

export function getTypeByName(fileName: string): string {
  const [, ending = ''] = /\.([^.]+)$/.exec(fileName) ?? []
  return documentTypes[ending.toLowerCase()] ?? UNKNOWN_TYPE
}

/** Whether a dropped or pasted file is a document. Pictures belong in a note, and a table may be a programme. */
export function isDocument(fileName: string): boolean {
  const type = getTypeByName(fileName)
  return !isShownInApp(type) && ![UNKNOWN_TYPE, LANGUAGE_DATA, documentTypes.csv].includes(type)
}
