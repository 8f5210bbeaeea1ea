/** The thread that reads the text of documents. extractor.ts starts and ends it. */
import { parentPort } from 'node:worker_threads'
import { getExtension } from '../../core/document-types.ts'
import { message } from '../../core/i18n/message.ts'
import { StoreError, toFailure } from '../errors.ts'
import { decode } from '../formats/decode.ts'
import { extractOffice } from './extract-office.ts'
import type { ExtractReply, ExtractRequest } from './extractor.ts'

parentPort?.on('message', (request: ExtractRequest) => {
  void extract(request).then((reply) => parentPort?.postMessage(reply))
})

async function extract({ bytes, type }: ExtractRequest): Promise<ExtractReply> {
  try {
    const pages = (await readPages(bytes, getExtension(type))).map(collapseSpaces)
    if (pages.length > 0 && pages.every((page) => page === '')) {
      throw new StoreError('bad-file', message('document-text.no-text'))
    }
    return { pages }
  } catch (error) {
    return { error: toFailure(error) }
  }
}

/** Resolves to no page for a kind of document without text. */
async function readPages(bytes: Uint8Array, ending: string | null): Promise<string[]> {
  switch (ending) {
    case 'pdf':
      return (await import('./extract-pdf.ts')).extractPdf(bytes)
    case 'docx':
    case 'odt':
      return extractOffice(bytes, ending)
    case 'md': {
      const { parseNote, toPlainText } = await import('../../core/note-format/index.ts')
      return [toPlainText(parseNote(decode(bytes)))]
    }
    case 'txt':
      // A form feed begins a page.
      return decode(bytes).split('\f')
    default:
      return []
  }
}

/** One line for each line with text, without repeated spaces. */
function collapseSpaces(page: string): string {
  return page
    .split(/\r\n?|\n/)
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
