/** The Rapporteur conference JSON: ConferenceBundle of db/model.ts as a file. UTF-8 (a BOM may precede) or UTF-16 with a BOM. */
import { StoreError } from '../errors.ts'
import { ConferenceBundle } from '../model.ts'
import { describeIssues } from '../validation.ts'
import type { Importer } from './index.ts'

const DETECTION_BYTES = 4096
/** Far above any conference; a file beyond them is made to exhaust memory. */
const MAX_DEPTH = 32
const MAX_VALUES = 1_000_000

export const rapporteurJson: Importer = {
  id: 'rapporteur-json',
  name: 'Rapporteur conference',
  extensions: ['json'],
  detect: (bytes, fileName) =>
    /\.json$/i.test(fileName) || beginning(bytes).includes('"rapporteur-conference"'),
  parse: (bytes) => {
    const text = decode(bytes)
    checkSize(text)
    const result = ConferenceBundle.safeParse(parseJson(text))
    if (!result.success) throw new StoreError('bad-file', describeIssues(result.error))
    return result.data
  },
}

function beginning(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, DETECTION_BYTES))
}

/** A TextDecoder leaves the BOM out. */
function decode(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    throw new StoreError('bad-file', `The file is not ${encoding.toUpperCase()} text. Save it as UTF-8.`, {
      cause: error,
    })
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new StoreError(
      'bad-file',
      `The file is not JSON: ${error.message}${lineOf(text, error.message)}.`,
      { cause: error },
    )
  }
}

/** Newer engines name line and column themselves, older ones the position. */
function lineOf(text: string, message: string): string {
  if (/\bline \d+/.test(message)) return ''
  const position = /\bposition (\d+)/.exec(message)?.[1]
  if (position === undefined) return ''
  const before = text.slice(0, Number(position)).split('\n')
  return ` (line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1})`
}

/** Counts nesting and values before anything is built from them. */
function checkSize(text: string): void {
  let depth = 0
  let values = 0
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === 0x5c)
        index += 1 // a backslash and what it escapes
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x2c) values += 1
    else if (code === 0x7b || code === 0x5b) {
      depth += 1
      values += 1
      if (depth > MAX_DEPTH)
        throw new StoreError(
          'bad-file',
          `The file nests more than ${MAX_DEPTH} levels deep: no conference does.`,
        )
    } else if (code === 0x7d || code === 0x5d) depth -= 1
    if (values > MAX_VALUES)
      throw new StoreError('bad-file', `The file holds more than ${MAX_VALUES} values: no conference does.`)
  }
}
