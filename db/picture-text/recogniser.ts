/** Reads the text of pictures in a thread that ends when there is nothing to read. */
import { join } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import type { Failure } from '../../core/wire.ts'
import { logProblem, StoreError } from '../errors.ts'
import { askThread, getWorkerUrl, type ThreadKind } from '../kept-threads.ts'
import {
  addLanguageData,
  type LanguageData,
  listAddedData,
  listLanguageData,
  type PackLanguage,
  removeLanguageData,
} from './language-data.ts'

/** Without a picture, the thread only loads the languages. `orientation`: the orientation of Exif 2.32 §4.6.4. */
export type RecogniseRequest = {
  picture: { bytes: Uint8Array; orientation: number } | null
  languages: readonly LanguageData[]
}
type RecognisedText = { text: string }
export type RecogniseReply = RecognisedText | { error: Failure }

export type Recogniser = {
  /** The languages whose data is on this computer, by Tesseract's codes. */
  listLanguages(): string[]
  /** The languages whose data the delegate added. */
  listAddedLanguages(): string[]
  /** Resolves to the text, one line for each line of the picture. Rejects with `bad-file` if the picture cannot be read. */
  recognise(bytes: Uint8Array, languages: readonly string[]): Promise<string>
  /** Resolves to the language of the added file. Rejects with `bad-file` if the file is not language data. */
  addLanguage(path: string): Promise<string>
  removeLanguage(code: string): void
}

/** Stored with each text. Change it when recognition improves; all pictures are then read again. */
export const RECOGNISER = 'tesseract.js-core 7.0.0, 1'

const MAX_SECONDS = 60
const kind: ThreadKind = { script: getWorkerUrl(import.meta.url, 'recognise'), megabytes: 512 }

/** `resources`: the app's folder. `folder`: the profile folder. `listPackData`: the language data of the conference packs. */
export function createRecogniser(
  resources: string,
  folder: string,
  listPackData: () => PackLanguage[] = () => [],
): Recogniser {
  const addedFolder = join(folder, 'picture-languages')
  const listLocalData = () => listLanguageData(resources, addedFolder)
  /** The SHA-256 of language data that Tesseract refused. */
  const unusableHashes = new Set<string>()
  /** Languages of packs for which there is no other data. */
  const listUsablePackData = () => {
    const localCodes = new Set(listLocalData().map(({ code }) => code))
    return listPackData().filter(({ code, sha256 }) => !localCodes.has(code) && !unusableHashes.has(sha256))
  }
  return {
    listLanguages: () => [...listLocalData(), ...listUsablePackData()].map(({ code }) => code),
    listAddedLanguages: () => listAddedData(addedFolder).map(({ code }) => code),
    recognise: async (bytes, languages) => {
      // Loaded on demand, to keep the start fast.
      const { imageSize } = await import('image-size')
      const isWanted = ({ code }: { code: string }) => languages.includes(code)
      const picture = { bytes, orientation: imageSize(bytes).orientation ?? 1 }
      const localData = listLocalData().filter(isWanted)
      const packData = listUsablePackData().filter(isWanted)
      if (packData.length === 0) return ask({ picture, languages: localData })
      try {
        return await ask({ picture, languages: [...localData, ...packData.map(loadPackData)] })
      } catch (error) {
        if (!isUnusableLanguage(error)) throw error
        // The data of a pack must not keep pictures from being read.
        logProblem(error)
        for (const { sha256 } of packData) unusableHashes.add(sha256)
        return ask({ picture, languages: localData })
      }
    },
    addLanguage: (path) =>
      addLanguageData(path, addedFolder, async (data) => {
        await ask({ picture: null, languages: [data] })
      }),
    removeLanguage: (code) => removeLanguageData(code, addedFolder),
  }
}

function loadPackData({ code, sha256, read }: PackLanguage): LanguageData {
  return { code, path: sha256, bytes: read() }
}

function isUnusableLanguage(error: unknown): boolean {
  return error instanceof StoreError && error.details?.code === 'picture-text.language-unusable'
}

async function ask(request: RecogniseRequest): Promise<string> {
  const limit = { seconds: MAX_SECONDS, tooSlow: message('picture-text.too-slow') }
  return (await askThread<RecognisedText>(kind, request, limit)).text
}
