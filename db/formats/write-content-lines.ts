/** Writes lines of vCard and iCalendar: `NAME;PARAMETER=value:text` (RFC 6350 §3.2, RFC 5545 §3.1). */

/** Maximum octets in a line, without its end. */
const MAX_OCTETS = 75

/** Folds each line and ends it with CRLF. */
export function writeContentLines(lines: readonly string[]): string {
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

/** Escapes a TEXT value: RFC 6350 §3.4 and RFC 5545 §3.3.11 have the same rules. Removes other control characters. */
export function escapeText(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll(/\r\n?|\n/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern searches for them
      .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .replaceAll(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n')
  )
}

/** @returns no line if the text is empty */
export function writeProperty(name: string, text: string): string[] {
  return text ? [`${name}:${escapeText(text)}`] : []
}

/** Cleans a parameter value for use in quotes, which allows neither quotes nor control characters (RFC 5545 §3.1). */
export function quoteParameter(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\s+/g, ' ')
    .replaceAll('"', "'")
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
}

/** Continuation lines start with a space. Never splits a character. */
function fold(line: string): string {
  // Slices octets instead of counting characters, which would be the slowest part of writing a calendar.
  const octets = Buffer.byteLength(line)
  if (octets <= MAX_OCTETS) return line
  const bytes = Buffer.from(line)
  const parts: string[] = []
  let start = 0
  let maxPart = MAX_OCTETS
  while (octets - start > maxPart) {
    let end = start + maxPart
    // These octets continue a character: 10xxxxxx (RFC 3629 §3).
    while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
    parts.push(bytes.toString('utf8', start, end))
    start = end
    // The space of a continuation line takes an octet.
    maxPart = MAX_OCTETS - 1
  }
  return [...parts, bytes.toString('utf8', start)].join('\r\n ')
}
