/** Tables for spreadsheets: RFC 4180, in UTF-8. */

export function toCsv(rows: readonly (readonly string[])[]): Uint8Array {
  // The mark at the start tells Excel that this is UTF-8.
  return new TextEncoder().encode(`\ufeff${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`)
}

function field(text: string): string {
  return `"${neutralise(text)
    .toWellFormed()
    .replaceAll('"', '""')
    .replaceAll(/\r\n?|\n/g, '\r\n')}"`
}

/** A spreadsheet that expects another separator than the comma begins a new cell after one of these, in quotes or not. */
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

/** Digits that a spreadsheet cannot calculate with: it takes a minus or a slash for one unless a space or bracket stands between the digits. */
function isTelephone(part: string): boolean {
  const [, number] = /^ *(\+\d[\d\s.()/-]+?)\s*;?\s*$/u.exec(part) ?? []
  return (
    number !== undefined &&
    (!/[-/]/.test(number) || /\d[\s(]/u.test(number)) &&
    !/\s[-/]|[-/]\s/u.test(number)
  )
}
