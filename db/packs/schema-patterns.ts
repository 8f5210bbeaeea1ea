/**
 * What the schemas in docs/ say in patterns, in the words that regular expressions of ECMAScript, Python, Go and .NET have in common: no \p{…}, no
 * \u…, no looking around. They let through what such words cannot tell (docs/pack-format.md lists it) and never refuse what is read.
 */

/** Of ASCII what the reader's own rule takes; of what is beyond, all but the second set of control characters. */
const letter = String.raw`[^\x00-/:-@\[-\^\x60{-\x9f]`
const letterOrSign = String.raw`[^\x00-\x1f!-'*-,/:-@\[-\^\x60{-\x9f]`
export const pathPattern = `^(?:floor-plans|documents)/${letter}${letterOrSign}*\\.[a-z]{3,4}$`

export function endingsPattern(folder: string, endings: readonly string[]): string {
  return `^${folder}/.*\\.(?:${endings.join('|')})$`
}

/** One line that is not blank; around it blanks are passed over. */
export const titlePattern = String.raw`^\s*[^\s\x00](?:[^\n\r\x00]*[^\s\x00])?\s*$`

/** The same without those characters for which `isRefused` is true. Of the first plane: others are two characters in .NET. */
export function lineWithout(isRefused: (character: string) => boolean): string {
  const refused: [from: number, to: number][] = []
  for (let code = 0; code < 0xd800; code += 1) add(code)
  for (let code = 0xe000; code <= 0xffff; code += 1) add(code)
  const set = refused
    .map(([from, to]) => (from === to ? named(from) : `${named(from)}-${named(to)}`))
    .join('')
  return `^\\s*[^\\s${set}](?:[^${set}]*[^\\s${set}])?\\s*$`

  function add(code: number): void {
    if (!isRefused(String.fromCharCode(code))) return
    const last = refused.at(-1)
    if (last?.[1] === code - 1) last[1] = code
    else refused.push([code, code])
  }
}

/** Itself, beyond what all can name by a number. */
function named(code: number): string {
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : String.fromCharCode(code)
}
