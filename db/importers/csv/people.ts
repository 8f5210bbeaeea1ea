/** The people whom one cell of a table names. */

/** By semicolons, lines or bars; by commas and "and" where there are none. `1:Ann` numbers a person. */
export function namesIn(text: string): string[] {
  const strong = text.split(/\s*[;\n|]\s*/)
  const names = strong.length > 1 ? strong : text.split(/\s*,\s*/).flatMap(byAnd)
  return names.map((name) => name.replace(/^\d+:\s*/, '').trim()).filter((name) => name !== '')
}

const AND = '(?:and|et|y|и|und|&)'
const AROUND = new RegExp(String.raw`(\s+${AND}\s+)`, 'u')
const LEADING = new RegExp(String.raw`^${AND}\s+`, 'u')

/** An "and" is also within a name: of José Ortega y Gasset, of a Research and Innovation Unit. It divides what are whole names by themselves. */
function byAnd(text: string): string[] {
  const [first = '', ...rest] = text.replace(LEADING, '').split(AROUND)
  const names = [first]
  for (let at = 0; at + 1 < rest.length; at += 2) {
    const [and = '', next = ''] = rest.slice(at, at + 2)
    const before = names.at(-1) ?? ''
    if (isWhole(before, -1) && isWhole(next, 0)) names.push(next)
    else names.splice(-1, 1, before + and + next)
  }
  return names
}

/** `beside`: which of its words the "and" is next to; in small letters it is one of a family's name (von und zu). */
function isWhole(name: string, beside: 0 | -1): boolean {
  const words = name.split(/[\s.]+/).filter((word) => word !== '')
  return words.length > 1 && !/^\p{Ll}/u.test(words.at(beside) ?? '')
}
