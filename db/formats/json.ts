/** Reads untrusted JSON. Refuses files made to exhaust memory before parsing them, and reports syntax errors with line and column. */
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { decode } from './decode.ts'
import { reportDuplicateNames } from './json-duplicate-names.ts'
import { findJsonFault, type JsonFault } from './json-fault.ts'
import type { Problems } from './problems.ts'

/** Limits far above what any conference needs. */
const MAX_DEPTH = 32
const MAX_VALUES = 1_000_000
/** The number of characters that an error quotes, enough to find the place. */
const MAX_QUOTED_CHARACTERS = 24

/** `problems` collects names that occur twice in an object. */
export function readJson(bytes: Uint8Array, problems?: Problems): unknown {
  const text = decode(bytes)
  checkSize(text)
  const parsed = parseJson(text)
  if (problems) reportDuplicateNames(text, problems)
  return parsed
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const fault = error instanceof SyntaxError ? findJsonFault(text) : null
    if (!fault) throw error
    throw new StoreError('bad-file', describeFault(text, fault), { cause: error })
  }
}

function describeFault(text: string, { index, kind }: JsonFault): Message {
  if (kind === 'empty') return message('common.file-empty')
  const problem =
    kind === 'cut off'
      ? message('json.cut-off')
      : message('json.invalid', { text: quoteLine(text.slice(index, index + MAX_QUOTED_CHARACTERS)) })
  return addPosition(text, index, problem)
}

function addPosition(text: string, index: number, problem: Message): Message {
  const before = text.slice(0, index).split('\n')
  return message('common.line-column-problem', {
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    problem,
  })
}

/** Quotes the text up to the end of the line, with invisible characters as code points. */
function quoteLine(text: string): string {
  const [line = ''] = text.split(/\r?\n/)
  return line
    .toWellFormed()
    .trimEnd()
    .replaceAll(
      /(?! )[\p{C}\p{Z}]/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
}

/** Checks nesting depth and number of values before parsing. */
function checkSize(text: string): void {
  const fail = (index: number, problem: Message): never => {
    throw new StoreError('bad-file', addPosition(text, index, problem))
  }
  let depth = 0
  let values = 0
  let isInString = false
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (isInString) {
      // A backslash and the character that it escapes.
      if (code === 0x5c) index += 1
      else if (code === 0x22) isInString = false
    } else if (code === 0x22) isInString = true
    else if (code === 0x2c) values += 1
    else if (code === 0x7b || code === 0x5b) {
      depth += 1
      values += 1
      if (depth > MAX_DEPTH) fail(index, message('common.too-deep', { levels: MAX_DEPTH }))
    } else if (code === 0x7d || code === 0x5d) depth -= 1
    if (values > MAX_VALUES) fail(index, message('json.too-many-values', { limit: MAX_VALUES }))
  }
}

export type JsonObject = Readonly<Record<string, unknown>>

/** @returns null if the value is not an object. `__proto__` in a file is an ordinary name. */
export function toObject(value: unknown): JsonObject | null {
  return isObject(value) ? value : null
}

/** @returns an empty list if the value is not a list */
export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/**
 * @returns a string or number as text. An object may have a text for each language: `{ "en": "Room", "fr": "Salle" }`. Of these, the text
 * in `language`, or in English, or the first. '' for any other value
 */
export function getText(value: unknown, language: string): string {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number') return String(value)
  if (!isObject(value)) return ''
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  const filledTexts = texts.filter(([, text]) => text.trim() !== '')
  const findByLanguage = (wanted: string) => filledTexts.find(([name]) => name === wanted)
  const [, text = ''] = findByLanguage(language) ?? findByLanguage('en') ?? filledTexts[0] ?? []
  return text.trim()
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
