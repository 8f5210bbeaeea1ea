/**
 * Warns of names that occur twice in an object of a JSON file. RFC 8259 §4 does not define their meaning, and JSON.parse silently keeps
 * the last value.
 */
import { visit } from 'jsonc-parser'
import { message } from '../../core/i18n/message.ts'
import type { Problems } from './problems.ts'
import { shortenForMessage } from './text.ts'

/** The maximum number of repetitions that are listed; only a hostile file has more. */
const MAX_DUPLICATES = 1_000

/** Reports every repetition in order. `text` must be valid JSON. */
export function reportDuplicateNames(text: string, problems: Problems): void {
  const open: Set<string>[] = []
  let found = 0
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, _offset, _length, line, column) => {
      const names = open.at(-1)
      if (names?.has(name) && found < MAX_DUPLICATES) {
        found += 1
        const place = { line: line + 1, column: column + 1, text: `“${shortenForMessage(name)}”` }
        problems.add(message('json.name-twice'), message('common.line-column', place), 'loss')
      }
      names?.add(name)
    },
  })
}
