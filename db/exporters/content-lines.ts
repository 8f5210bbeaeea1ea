/** Lines of vCard and iCalendar: `NAME;PARAMETER=value:text` (RFC 6350 §3.2, RFC 5545 §3.1). */

/** Octets in a line, without its end. */
const MAX_OCTETS = 75

/** Each line folded, all ended by CRLF. */
export function contentLines(lines: readonly string[]): string {
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

/** A TEXT value: RFC 6350 §3.4 and RFC 5545 §3.3.11 agree on what is escaped. Other control characters have no place in it. */
export function textValue(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/\r\n?|\n/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .replaceAll(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n')
  )
}

/** None where there is nothing to say. */
export function property(name: string, text: string): string[] {
  return text ? [`${name}:${textValue(text)}`] : []
}

/** The value of a parameter, to stand in quotes: neither these nor control characters have a place in it (RFC 5545 §3.1). */
export function textParameter(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\s+/g, ' ')
    .replaceAll('"', "'")
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
}

/** Continued lines start with a space. A character is never cut in two. */
function fold(line: string): string {
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > MAX_OCTETS) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}
