/** The thread that reads the text of documents: extractor.ts starts it and ends it. */
import { parentPort } from 'node:worker_threads'
import { getEnding } from '../../core/document-types.ts'
import { toFailure } from '../errors.ts'
import { decode } from '../formats/decode.ts'
import { extractOffice } from './extract-office.ts'
import type { ExtractReply, ExtractRequest } from './extractor.ts'

parentPort?.on('message', (request: ExtractRequest) => {
  void extract(request).then((reply) => parentPort?.postMessage(reply))
})

async function extract({ bytes, type }: ExtractRequest): Promise<ExtractReply> {
  try {
    const pages = await readPages(bytes, getEnding(type))
    return { pages: pages.map(tidy) }
  } catch (error) {
    return { error: toFailure(error) }
  }
}

async function readPages(bytes: Uint8Array, ending: string | null): Promise<string[]> {
  if (ending === 'pdf') return (await import('./extract-pdf.ts')).extractPdf(bytes)
  if (ending === 'docx' || ending === 'odt') return extractOffice(bytes, ending)
  // A form feed begins a page.
  return ending === 'txt' ? decode(bytes).split('\f') : []
}

/** One line for each line with text, without repeated spaces. */
function tidy(page: string): string {
  return page
    .split(/\r\n?|\n/)
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}
