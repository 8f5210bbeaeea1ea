/** Splits a table cell into the names of people. */

/** Splits at semicolons, line breaks or bars; without these, at commas and "and". Removes numbers such as in `1:Ann`. */
export function splitNames(text: string): string[] {
  const line = toSingleSpaces(text)
  const strong = line.split(/\s?[;\n|]\s?/)
  const names = strong.length > 1 ? strong : line.split(/\s?,\s?/).flatMap(splitAtAnd)
  return names.map((name) => name.replace(/^\d+:\s*/, '').trim()).filter((name) => name !== '')
}

/** Collapses blanks, since a pattern that starts with blanks takes quadratic time on a long run of them. */
export const toSingleSpaces = (text: string): string => text.replaceAll(/[^\S\n]+/g, ' ')

const AND = '(?:and|et|y|и|und|&)'
const AROUND = new RegExp(String.raw`(\s${AND}\s)`, 'u')
const LEADING = new RegExp(String.raw`^${AND}\s`, 'u')

/**
 * Splits at an "and" only between whole names, since it may be part of a name: José Ortega y Gasset, Research and Innovation Unit. Keeps
 * only the last words of a growing name, so that the time stays linear.
 */
function splitAtAnd(text: string): string[] {
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

/** `neighbour`: the position of the word next to the "and"; in lower case it is part of a surname (von und zu). */
function isWhole(words: readonly string[], neighbour: 0 | -1): boolean {
  return words.length > 1 && !/^\p{Ll}/u.test(words.at(neighbour) ?? '')
}
