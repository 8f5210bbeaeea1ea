/**
 * Warns of names that occur twice in an object of a JSON file. RFC 8259 §4 does not define their meaning, and JSON.parse silently keeps
 * the last value.
 */
import { message } from '../../core/i18n/message.ts'
import type { Problems } from './problems.ts'
import { quote } from './text.ts'

/**
 * Compares counts first, since hardly any file repeats a name. The text has one colon for each name. It repeats a name if the parsed
 * objects have fewer names than the text has colons.
 */
export function reportDuplicateNames(
  text: string,
  colons: number,
  parsed: unknown,
  problems: Problems,
): void {
  if (countNames(parsed) === colons) return
  for (const { name, line, column } of findDuplicateNames(text))
    problems.add(
      message('json.name-twice'),
      message('common.line-column', { line, column, text: `“${quote(name)}”` }),
      'loss',
    )
}

function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const values: unknown[] = Object.values(value)
  return values.reduce<number>(
    (sum, inner) => sum + countNames(inner),
    Array.isArray(value) ? 0 : values.length,
  )
}

type DuplicateName = { name: string; line: number; column: number }

const COLON = /[ \t\n\r]*:/y

/** The maximum number of repetitions that are listed; only a hostile file has more. */
const MAX_DUPLICATES = 1_000

/** @returns every repetition in order. `text` must be valid JSON. */
function findDuplicateNames(text: string): DuplicateName[] {
  const found: DuplicateName[] = []
  const open: Set<string>[] = []
  let [line, begin] = [1, 0]
  for (let at = 0; at < text.length && found.length < MAX_DUPLICATES; at += 1) {
    const character = text[at]
    if (character === '\n') [line, begin] = [line + 1, at + 1]
    else if (character === '{') open.push(new Set())
    else if (character === '}') open.pop()
    if (character !== '"') continue
    const end = findStringEnd(text, at)
    COLON.lastIndex = end
    const names = open.at(-1)
    if (names && COLON.test(text)) {
      const name = String(JSON.parse(text.slice(at, end)))
      if (names.has(name)) found.push({ name, line, column: at - begin + 1 })
      names.add(name)
    }
    at = end - 1
  }
  return found
}

function findStringEnd(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}
