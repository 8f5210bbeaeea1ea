/** The thread that reads the text of pictures. recogniser.ts starts and ends it. */
import { parentPort } from 'node:worker_threads'
import { toFailure } from '../errors.ts'
import type { RecogniseReply, RecogniseRequest } from './recogniser.ts'
import { createTesseract, type Tesseract } from './tesseract.ts'

/** Kept, since loading the languages takes longer than reading a picture. */
let loaded: { languages: string; tesseract: Tesseract } | null = null

parentPort?.on('message', (request: RecogniseRequest) => {
  void recognise(request).then((reply) => parentPort?.postMessage(reply))
})

async function recognise({ picture, languages }: RecogniseRequest): Promise<RecogniseReply> {
  try {
    const paths = languages.map(({ path }) => path).join('\n')
    if (loaded?.languages !== paths) {
      loaded = { languages: paths, tesseract: await createTesseract(languages) }
    }
    if (!picture) return { text: '' }
    return { text: loaded.tesseract.recognise(picture.bytes, picture.orientation) }
  } catch (error) {
    return { error: toFailure(error) }
  }
}
