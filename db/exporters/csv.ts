/** Tables for spreadsheets: RFC 4180, in UTF-8. */

export function csvOf(rows: readonly (readonly string[])[]): Uint8Array {
  // The mark at the start tells Excel that this is UTF-8.
  return new TextEncoder().encode(`\ufeff${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`)
}

/** A spreadsheet runs a cell that starts like a formula; the apostrophe makes it text (OWASP, CSV Injection). */
function field(text: string): string {
  const safe = /^[\s]*[=+\-@＝＋－＠\t\r\n]/u.test(text) ? `'${text}` : text
  return `"${safe
    .toWellFormed()
    .replaceAll('"', '""')
    .replaceAll(/\r\n?|\n/g, '\r\n')}"`
}
