/** Reads the text of a PDF with PDF.js. */
import { extractText, getDocumentProxy } from 'unpdf'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'

/** Resolves to the text of each page. Rejects with `bad-file` if the file is damaged or has a password. */
export async function extractPdf(bytes: Uint8Array): Promise<string[]> {
  try {
    // Passes a copy, since PDF.js takes ownership of the bytes.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 })
    const { text } = await extractText(pdf, { mergePages: false })
    return text
  } catch (error) {
    throw new StoreError('bad-file', message('document-text.not-readable'), { cause: error })
  }
}
