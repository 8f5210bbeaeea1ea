/**
 * Finds the place where a text stops being valid JSON (RFC 8259). The engine's parser reports the fault in English, and not always with the
 * position.
 */

export type JsonFault = { at: number; kind: 'wrong' | 'cut off' | 'empty' }

const BLANK = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /true|false|null/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y
const FIRST_PRINTABLE = 0x20

/** 'first' and 'first name': an opened list or object may also end here. 'more': a comma or the end. */
type Next = 'value' | 'first' | 'name' | 'first name' | 'colon' | 'more'

/** @returns null if the text is valid JSON */
export function findJsonFault(text: string): JsonFault | null {
  const open: ('[' | '{')[] = []
  let next: Next = 'value'
  let at = 0
  for (;;) {
    at = getEnd(BLANK, text, at) ?? at
    const character = text[at]
    if (character === undefined) {
      if (next === 'more' && open.length === 0) return null
      return { at, kind: open.length === 0 ? 'empty' : 'cut off' }
    }
    const openBracket = open.at(-1)
    const isName: boolean = next === 'name' || next === 'first name'
    if (next === 'colon' || next === 'more') {
      if (next === 'colon' && character === ':') next = 'value'
      else if (next === 'more' && character === ',' && openBracket)
        next = openBracket === '{' ? 'name' : 'value'
      else if (next === 'more' && isEnd(character, openBracket)) open.pop()
      else return { at, kind: 'wrong' }
      at += 1
    } else if ((next === 'first' || next === 'first name') && isEnd(character, openBracket)) {
      open.pop()
      next = 'more'
      at += 1
    } else if (character === '"') {
      const end = findTextEnd(text, at)
      if (typeof end !== 'number') return end
      at = end
      next = isName ? 'colon' : 'more'
    } else if (isName) return { at, kind: 'wrong' }
    else if (character === '[' || character === '{') {
      open.push(character)
      next = character === '[' ? 'first' : 'first name'
      at += 1
    } else {
      const end = getEnd(NUMBER, text, at) ?? getEnd(WORD, text, at)
      if (end === null) return { at, kind: 'wrong' }
      at = end
      next = 'more'
    }
  }
}

const isEnd = (character: string, openBracket: '[' | '{' | undefined) =>
  (openBracket === '[' && character === ']') || (openBracket === '{' && character === '}')

/** A line break within a string means a missing quotation mark, so the fault is at the start of the string. */
function findTextEnd(text: string, start: number): number | JsonFault {
  for (let at = start + 1; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (code === 0x22) return at + 1
    if (code < FIRST_PRINTABLE) return { at: start, kind: 'wrong' }
    if (code === 0x5c) {
      const end = getEnd(ESCAPE, text, at)
      if (end === null) return { at, kind: 'wrong' }
      at = end
    } else at += 1
  }
  return { at: text.length, kind: 'cut off' }
}

function getEnd(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}
