/**
 * Patterns for the schemas in docs/, limited to syntax that ECMAScript, Python, Go and .NET share: no \p{…}, no \u…, no lookaround. They
 * may accept what the reader refuses (docs/pack-format.md lists the cases), but never refuse what it accepts.
 */

/** The ASCII characters that the reader's own rule accepts, and all others except the C1 control characters. */
const letter = String.raw`[^\x00-/:-@\[-\^\x60{-\x9f]`
const letterOrSign = String.raw`[^\x00-\x1f!-'*-,/:-@\[-\^\x60{-\x9f]`
export const pathPattern = `^(?:floor-plans|documents)/${letter}${letterOrSign}*\\.(?:[a-z]{2,4}|traineddata)$`

export function getEndingsPattern(folder: string, endings: readonly string[]): string {
  return `^${folder}/.*\\.(?:${endings.join('|')})$`
}

/** One line that is not blank; leading and trailing blanks are allowed. */
export const titlePattern = String.raw`^\s*[^\s\x00](?:[^\n\r\x00]*[^\s\x00])?\s*$`

/**
 * A pattern for the same line without characters for which `isRefused` is true. Covers the basic plane only, since .NET sees other
 * characters as two.
 */
export function getLinePattern(isRefused: (character: string) => boolean): string {
  const refused: [first: number, last: number][] = []
  for (let code = 0; code < 0xd800; code += 1) add(code)
  for (let code = 0xe000; code <= 0xffff; code += 1) add(code)
  const set = refused
    .map(([first, last]) =>
      first === last ? escapeCharacter(first) : `${escapeCharacter(first)}-${escapeCharacter(last)}`,
    )
    .join('')
  return `^\\s*[^\\s${set}](?:[^${set}]*[^\\s${set}])?\\s*$`

  function add(code: number): void {
    if (!isRefused(String.fromCharCode(code))) return
    const range = refused.at(-1)
    if (range?.[1] === code - 1) range[1] = code
    else refused.push([code, code])
  }
}

/** Writes the character itself if it cannot be escaped in all four dialects. */
function escapeCharacter(code: number): string {
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : String.fromCharCode(code)
}
