/**
 * Every format that can be imported. To add one: its file, and one line in the list.
 * Menus, dialog filters, the command line and the documentation follow from it.
 */
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { StoreError } from '../errors.ts'
import type { ConferenceBundle } from '../model.ts'
import { checkBundle } from './check-bundle.ts'
import { rapporteurJson } from './rapporteur-json.ts'

export type Importer = {
  id: string
  /** For dialogs and menus. */
  name: string
  /** Without the dot. */
  extensions: readonly string[]
  /** Whether the file is of this format; looks at its beginning, never throws. */
  detect(bytes: Uint8Array, fileName: string): boolean
  /** Pure. Throws StoreError `bad-file` that says where in the file and what was expected. */
  parse(bytes: Uint8Array): ConferenceBundle
}
export type ParsedFile = { bundle: ConferenceBundle; warnings: string[] }

export const importers: readonly Importer[] = [rapporteurJson]

export const MAX_FILE_BYTES = 64 * 1024 * 1024

export function readSource(path: string): Uint8Array {
  const { size } = statSync(path)
  if (size > MAX_FILE_BYTES) {
    throw new StoreError(
      'bad-file',
      `${basename(path)} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB: no conference programme is.`,
    )
  }
  return readFileSync(path)
}

/** Finds the format, reads the file and checks what no schema can: names that refer to each other, dates, the time zone. */
export function parseFile(bytes: Uint8Array, fileName: string): ParsedFile {
  const importer = importers.find(({ detect }) => detect(bytes, fileName))
  if (!importer) {
    const known = importers.map(({ name, extensions }) => `${name} (.${extensions.join(', .')})`).join('; ')
    throw new StoreError(
      'bad-file',
      `${fileName} is not in a format that Rapporteur reads. It reads: ${known}.`,
    )
  }
  const bundle = importer.parse(bytes)
  return { bundle, warnings: checkBundle(bundle) }
}
