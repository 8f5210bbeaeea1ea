/** Writes tables for spreadsheets: RFC 4180, in UTF-8. */

export function toCsv(rows: readonly (readonly string[])[]): Uint8Array {
  // The byte order mark tells Excel that this is UTF-8.
  return new TextEncoder().encode(
    `\ufeff${rows.map((row) => `${row.map(writeField).join(',')}\r\n`).join('')}`,
  )
}

function writeField(text: string): string {
  return `"${neutralise(text)
    .toWellFormed()
    .replaceAll('"', '""')
    .replaceAll(/\r\n?|\n/g, '\r\n')}"`
}

/** A spreadsheet that expects another separator than the comma starts a new cell after one of these, even within quotes. */
const SEPARATOR = /(?<=[;\t\r\n])/
const FORMULA = /^[\s"]*[=+\-@＝＋－＠]/u

/** A spreadsheet runs a cell that starts like a formula; the apostrophe makes it text (OWASP, CSV Injection). */
function neutralise(text: string): string {
  const safe = text
    .split(SEPARATOR)
    .map((part) => (FORMULA.test(part) && !isTelephone(part) ? `'${part}` : part))
    .join('')
  return /^\s*[\t\r\n]/.test(safe) ? `'${safe}` : safe
}

/**
 * Whether the text is a telephone number that a spreadsheet cannot calculate. A minus or slash counts as an operator unless a space or
 * bracket is between the digits.
 */
function isTelephone(part: string): boolean {
  const [, number] = /^ *(\+\d[\d\s.()/-]+?)\s*;?\s*$/u.exec(part) ?? []
  return (
    number !== undefined &&
    (!/[-/]/.test(number) || /\d[\s(]/u.test(number)) &&
    !/\s[-/]|[-/]\s/u.test(number)
  )
}
