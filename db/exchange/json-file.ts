/** The JSON export: what a `.rapporteur` file holds, with the programme and the pictures, as one text (docs/json-format.md). */
import { said } from '../../core/said.ts'
import { StoreError } from '../errors.ts'
import { beginningOf } from '../importers/common/decode.ts'
import { readJson } from '../importers/common/json.ts'
import { type JsonExport, MAX_FILE_BYTES, type NotesBundle } from './bundle.ts'
import { checkedBundle } from './checked.ts'

/** Throws StoreError `invalid-input` where the pictures would make it larger than any program takes in. */
export function writeJsonExport({ pictures, ...content }: NotesBundle): Uint8Array {
  const bytes = pictures.reduce((sum, { size }) => sum + size, 0)
  if (bytes * (4 / 3) > MAX_FILE_BYTES * 0.9) {
    throw new StoreError(
      'invalid-input',
      said`With its pictures (${Math.round(bytes / 1024 / 1024)} MB) this is too much for one JSON file. Choose fewer sessions, or a file for colleagues.`,
    )
  }
  const whole: JsonExport = {
    ...content,
    pictures: pictures.map(({ bytes, ...picture }) => ({
      ...picture,
      base64: Buffer.from(bytes).toString('base64'),
    })),
  }
  return new TextEncoder().encode(`${JSON.stringify(whole, null, 2)}\n`)
}

/** By its first characters. */
export function isJson(file: Uint8Array): boolean {
  return beginningOf(file.subarray(0, 1024)).startsWith('{')
}

/** Throws StoreError `bad-file` for anything but a file of notes, with the place. */
export function readJsonExport(file: Uint8Array): NotesBundle {
  const json = readJson(file)
  if (
    typeof json !== 'object' ||
    json === null ||
    !('format' in json) ||
    json.format !== 'rapporteur-bundle'
  ) {
    throw new StoreError('bad-file', said`This is not a file of notes from Rapporteur.`)
  }
  const { pictures = [], ...content } = json as { pictures?: unknown }
  if (!Array.isArray(pictures)) throw new StoreError('bad-file', said`pictures: expected a list.`)
  return checkedBundle(
    content,
    pictures.map((picture: unknown) => {
      const { sha256, base64 } = (picture ?? {}) as { sha256?: unknown; base64?: unknown }
      return { sha256, bytes: Buffer.from(typeof base64 === 'string' ? base64 : '', 'base64') }
    }),
  )
}
