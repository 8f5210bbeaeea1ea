/** The language data for reading pictures: some comes with the app, some with conference packs, and the delegate adds the rest as files. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { readChosen } from '../store/chosen-file.ts'
import { removeDurably, writeDurably } from '../store/files.ts'

/** `code`: Tesseract's name of the language, such as `eng`. `path`: the path of the file, or the SHA-256 of a pack's `bytes`. */
export type LanguageData = { code: string; path: string; bytes?: Uint8Array }

/** Language data of a conference pack. */
export type PackLanguage = { code: string; sha256: string; read(): Uint8Array }

const packaged = ['eng', 'fra', 'spa']
const DATA_FILE = /^([a-z]{3}(?:_[a-z]+)*)\.traineddata(?:\.gz)?$/i
const MAX_FILE_BYTES = 100_000_000

/**
 * `resources`: the app's folder. `addedFolder`: the folder for the files that the delegate added. A file of the delegate replaces a file of
 * the app.
 */
export function listLanguageData(resources: string, addedFolder: string): LanguageData[] {
  const addedData = listAddedData(addedFolder)
  const shipped = packaged.map((code) => ({
    code,
    path: join(
      resources,
      'node_modules',
      '@tesseract.js-data',
      code,
      '4.0.0_best_int',
      `${code}.traineddata.gz`,
    ),
  }))
  return [...shipped.filter(({ code }) => addedData.every((data) => data.code !== code)), ...addedData]
}

export function listAddedData(addedFolder: string): LanguageData[] {
  return existsSync(addedFolder)
    ? readdirSync(addedFolder).flatMap((name) => toLanguageData(addedFolder, name) ?? [])
    : []
}

export function isPackaged(code: string): boolean {
  return packaged.includes(code)
}

/**
 * Stores a file of language data if `check` can use it.
 * @returns its language
 */
export async function addLanguageData(
  path: string,
  addedFolder: string,
  check: (data: LanguageData) => Promise<void>,
): Promise<string> {
  const data = toLanguageData('', basename(path))
  if (!data) throw new StoreError('bad-file', message('picture-text.other-file', { file: basename(path) }))
  const describeTooLarge = () => message('picture-text.language-unusable')
  const bytes = readChosen(path, MAX_FILE_BYTES, describeTooLarge)
  await check({ ...data, path })
  mkdirSync(addedFolder, { recursive: true })
  for (const name of readdirSync(addedFolder))
    if (toLanguageData(addedFolder, name)?.code === data.code) rmSync(join(addedFolder, name))
  writeDurably(join(addedFolder, basename(path).toLowerCase()), bytes)
  return data.code
}

export function removeLanguageData(code: string, addedFolder: string): void {
  if (!existsSync(addedFolder)) return
  for (const name of readdirSync(addedFolder)) {
    if (toLanguageData(addedFolder, name)?.code === code) removeDurably(join(addedFolder, name))
  }
}

function toLanguageData(folder: string, name: string): LanguageData | null {
  const [, code] = DATA_FILE.exec(name) ?? []
  return code === undefined ? null : { code: code.toLowerCase(), path: join(folder, name) }
}
