/** Reads the text of pictures in a thread that ends when there is nothing to read. */
import { join } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import type { Failure } from '../../core/wire.ts'
import { askThread, type ThreadKind } from '../kept-threads.ts'
import { addLanguageData, type LanguageData, listLanguageData, removeLanguageData } from './language-data.ts'

/** Without a picture, the thread only loads the languages. `orientation`: that of Exif 2.32 §4.6.4. */
export type RecogniseRequest = {
  picture: { bytes: Uint8Array; orientation: number } | null
  languages: readonly LanguageData[]
}
type RecognisedText = { text: string }
export type RecogniseReply = RecognisedText | { error: Failure }

export type Recogniser = {
  /** The languages whose data is on this computer, by Tesseract's codes. */
  listLanguages(): string[]
  /** Resolves to the text, one line for each line of the picture. Rejects with `bad-file` if the picture cannot be read. */
  recognise(bytes: Uint8Array, languages: readonly string[]): Promise<string>
  /** Resolves to the language of the added file. Rejects with `bad-file` if it is no language data. */
  addLanguage(path: string): Promise<string>
  removeLanguage(code: string): void
}

/** Changes with each version that reads pictures better, so that they are read again. */
export const RECOGNISER = 'tesseract.js-core 7.0.0, 1'

const LONGEST_SECONDS = 60
// Beside this module in the sources, and beside the bundle once built.
const WORKER = import.meta.url.endsWith('.ts') ? './recognise.worker.ts' : './recognise.worker.js'
const kind: ThreadKind = { script: new URL(WORKER, import.meta.url), megabytes: 512 }

/** `resources`: the app's folder. `folder`: that of the profile. */
export function createRecogniser(resources: string, folder: string): Recogniser {
  const added = join(folder, 'picture-languages')
  const list = () => listLanguageData(resources, added)
  return {
    listLanguages: () => list().map(({ code }) => code),
    recognise: async (bytes, languages) => {
      // Loaded on demand, to keep the start fast.
      const { imageSize } = await import('image-size')
      return ask({
        picture: { bytes, orientation: imageSize(bytes).orientation ?? 1 },
        languages: list().filter(({ code }) => languages.includes(code)),
      })
    },
    addLanguage: (path) =>
      addLanguageData(path, added, async (data) => {
        await ask({ picture: null, languages: [data] })
      }),
    removeLanguage: (code) => removeLanguageData(code, added),
  }
}

async function ask(request: RecogniseRequest): Promise<string> {
  const limit = { seconds: LONGEST_SECONDS, tooSlow: message('picture-text.too-slow') }
  return (await askThread<RecognisedText>(kind, request, limit)).text
}
