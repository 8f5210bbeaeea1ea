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
  // Octets are cut, not characters counted one by one: that took three times as long as all else of a calendar.
  const octets = Buffer.byteLength(line)
  if (octets <= MAX_OCTETS) return line
  const bytes = Buffer.from(line)
  const parts: string[] = []
  let from = 0
  for (let room = MAX_OCTETS; octets - from > room; room = MAX_OCTETS - 1) {
    let to = from + room
    // Octets that continue a character: 10xxxxxx (RFC 3629 §3).
    while (((bytes[to] ?? 0) & 0xc0) === 0x80) to -= 1
    parts.push(bytes.toString('utf8', from, to))
    from = to
  }
  return [...parts, bytes.toString('utf8', from)].join('\r\n ')
}
