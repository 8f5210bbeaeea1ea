/** The people whom one cell of a table names. */

/** By semicolons, lines or bars; by commas and "and" where there are none. `1:Ann` numbers a person. */
export function namesIn(text: string): string[] {
  const line = singleSpaced(text)
  const strong = line.split(/\s?[;\n|]\s?/)
  const names = strong.length > 1 ? strong : line.split(/\s?,\s?/).flatMap(byAnd)
  return names.map((name) => name.replace(/^\d+:\s*/, '').trim()).filter((name) => name !== '')
}

/** Where blanks may be many, a pattern that begins with them takes the square of their number to find nothing. */
export const singleSpaced = (text: string): string => text.replaceAll(/[^\S\n]+/g, ' ')

const AND = '(?:and|et|y|и|und|&)'
const AROUND = new RegExp(String.raw`(\s${AND}\s)`, 'u')
const LEADING = new RegExp(String.raw`^${AND}\s`, 'u')

/**
 * An "and" is also within a name: of José Ortega y Gasset, of a Research and Innovation Unit. It divides what are whole names by
 * themselves. Of what grows into one name only the words at its end are looked at, so that a long cell takes no longer than it is long.
 */
function byAnd(text: string): string[] {
  const [first = '', ...rest] = text.replace(LEADING, '').split(AROUND)
  const names = [[first]]
  let before = getWords(first)
  for (let at = 0; at + 1 < rest.length; at += 2) {
    const [and = '', next = ''] = rest.slice(at, at + 2)
    const words = getWords(next)
    if (isWhole(before, -1) && isWhole(words, 0)) {
      names.push([next])
      before = words
    } else {
      names.at(-1)?.push(and, next)
      before = [...before, and.trim(), ...words].slice(-2)
    }
  }
  return names.map((parts) => parts.join(''))
}

const getWords = (name: string): string[] => name.split(/[\s.]+/).filter((word) => word !== '')

/** `beside`: which of its words the "and" is next to; in small letters it is one of a family's name (von und zu). */
function isWhole(words: readonly string[], beside: 0 | -1): boolean {
  return words.length > 1 && !/^\p{Ll}/u.test(words.at(beside) ?? '')
}
