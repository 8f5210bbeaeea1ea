/** Splits a table cell into the names of people. */

/** Splits at semicolons, line breaks or bars; without these, at commas and "and". Removes numbers such as in `1:Ann`. */
export function splitNames(text: string): string[] {
  const line = toSingleSpaces(text)
  const parts = line.split(/\s?[;\n|]\s?/)
  const names = parts.length > 1 ? parts : line.split(/\s?,\s?/).flatMap(splitAtAnd)
  return names.map((name) => name.replace(/^\d+:\s*/, '').trim()).filter((name) => name !== '')
}

/** Collapses blanks, since a pattern that starts with blanks takes quadratic time on a long run of them. */
export const toSingleSpaces = (text: string): string => text.replaceAll(/[^\S\n]+/g, ' ')

const AND = '(?:and|et|y|и|und|&)'
const AND_WITH_SPACES = new RegExp(String.raw`(\s${AND}\s)`, 'u')
const LEADING_AND = new RegExp(String.raw`^${AND}\s`, 'u')

/**
 * Splits at an "and" only between whole names, since it may be part of a name: José Ortega y Gasset, Research and Innovation Unit. Keeps
 * only the last words of a growing name, so that the time stays linear.
 */
function splitAtAnd(text: string): string[] {
  const [first = '', ...andsAndNames] = text.replace(LEADING_AND, '').split(AND_WITH_SPACES)
  const names = [[first]]
  let wordsBefore = getWords(first)
  for (let index = 0; index + 1 < andsAndNames.length; index += 2) {
    const [and = '', next = ''] = andsAndNames.slice(index, index + 2)
    const words = getWords(next)
    if (isWholeName(wordsBefore, -1) && isWholeName(words, 0)) {
      names.push([next])
      wordsBefore = words
    } else {
      names.at(-1)?.push(and, next)
      wordsBefore = [...wordsBefore, and.trim(), ...words].slice(-2)
    }
  }
  return names.map((pieces) => pieces.join(''))
}

const getWords = (name: string): string[] => name.split(/[\s.]+/).filter((word) => word !== '')

/** `neighbour`: the position of the word next to the "and"; in lower case it is part of a surname (von und zu). */
function isWholeName(words: readonly string[], neighbour: 0 | -1): boolean {
  return words.length > 1 && !/^\p{Ll}/u.test(words.at(neighbour) ?? '')
}
