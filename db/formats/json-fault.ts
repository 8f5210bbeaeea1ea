/**
 * Finds the place where a text stops being valid JSON (RFC 8259). The engine's parser reports the fault in English, and not always with the
 * position.
 */

export type JsonFault = { index: number; kind: 'wrong' | 'cut off' | 'empty' }

const BLANK = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /true|false|null/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y
const FIRST_PRINTABLE = 0x20

/** What may follow. 'first' and 'first name': an opened list or object may also end here. 'more': a comma or the end. */
type Next = 'value' | 'first' | 'name' | 'first name' | 'colon' | 'more'

/** @returns null if the text is valid JSON */
export function findJsonFault(text: string): JsonFault | null {
  const open: ('[' | '{')[] = []
  let next: Next = 'value'
  let index = 0
  for (;;) {
    index = getMatchEnd(BLANK, text, index) ?? index
    const character = text[index]
    if (character === undefined) {
      if (next === 'more' && open.length === 0) return null
      return { index, kind: open.length === 0 ? 'empty' : 'cut off' }
    }
    const openBracket = open.at(-1)
    const isName: boolean = next === 'name' || next === 'first name'
    if (next === 'colon' || next === 'more') {
      if (next === 'colon' && character === ':') next = 'value'
      else if (next === 'more' && character === ',' && openBracket)
        next = openBracket === '{' ? 'name' : 'value'
      else if (next === 'more' && isClosingBracket(character, openBracket)) open.pop()
      else return { index, kind: 'wrong' }
      index += 1
    } else if ((next === 'first' || next === 'first name') && isClosingBracket(character, openBracket)) {
      open.pop()
      next = 'more'
      index += 1
    } else if (character === '"') {
      const end = findTextEnd(text, index)
      if (typeof end !== 'number') return end
      index = end
      next = isName ? 'colon' : 'more'
    } else if (isName) return { index, kind: 'wrong' }
    else if (character === '[' || character === '{') {
      open.push(character)
      next = character === '[' ? 'first' : 'first name'
      index += 1
    } else {
      const end = getMatchEnd(NUMBER, text, index) ?? getMatchEnd(WORD, text, index)
      if (end === null) return { index, kind: 'wrong' }
      index = end
      next = 'more'
    }
  }
}

const isClosingBracket = (character: string, openBracket: '[' | '{' | undefined) =>
  (openBracket === '[' && character === ']') || (openBracket === '{' && character === '}')

/** A line break within a string means a missing quotation mark, so the fault is at the start of the string. */
function findTextEnd(text: string, start: number): number | JsonFault {
  for (let index = start + 1; index < text.length; ) {
    const code = text.charCodeAt(index)
    if (code === 0x22) return index + 1
    if (code < FIRST_PRINTABLE) return { index: start, kind: 'wrong' }
    if (code === 0x5c) {
      const end = getMatchEnd(ESCAPE, text, index)
      if (end === null) return { index, kind: 'wrong' }
      index = end
    } else index += 1
  }
  return { index: text.length, kind: 'cut off' }
}

function getMatchEnd(pattern: RegExp, text: string, index: number): number | null {
  pattern.lastIndex = index
  return pattern.test(text) ? pattern.lastIndex : null
}
