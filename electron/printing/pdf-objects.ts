/** Reads the objects of a PDF written by Chromium, with one cross-reference table and a trailer in plain text (ISO 32000-1 §7.5). */

export type PdfObjects = {
  /** The trailer's dictionary. */
  trailer: string
  /** The position of the cross-reference table in the file. */
  tableOffset: number
  /** @returns the object's text, or '' if it does not exist */
  read(number: number): string
  /** @returns the number of the object that a dictionary entry refers to, or null */
  getReference(dictionary: string, entry: string): number | null
}

/** @returns null if the file does not end with a plain trailer and its cross-reference table, as Chromium writes them */
export function readObjects(pdf: Uint8Array): PdfObjects | null {
  const text = Buffer.from(pdf).toString('latin1')
  const [, trailer, offsetText] =
    /trailer\s*<<([^<>]*(?:<[^<>]*>[^<>]*)*)>>\s*startxref\s+(\d+)\s+%%EOF\s*$/.exec(
      text.slice(-TRAILER_LENGTH),
    ) ?? []
  const tableOffset = Number(offsetText)
  const [tableHeader, count] = /^xref\s0 (\d+)\s*?\n/.exec(text.slice(tableOffset, tableOffset + 40)) ?? []
  if (trailer === undefined || tableHeader === undefined) return null
  // Each line of the table is 20 bytes long and begins with an offset of 10 digits.
  const getOffset = (number: number) => {
    if (number >= Number(count)) return 0
    const line = tableOffset + tableHeader.length + number * 20
    return Number(text.slice(line, line + 10))
  }
  return {
    trailer,
    tableOffset,
    read(number) {
      const offset = getOffset(number)
      return offset === 0 ? '' : text.slice(text.indexOf('obj', offset) + 3, text.indexOf('endobj', offset))
    },
    getReference(dictionary, entry) {
      const digits = new RegExp(`/${entry} (\\d+) 0 R`).exec(dictionary)?.[1]
      return digits === undefined ? null : Number(digits)
    },
  }
}

const TRAILER_LENGTH = 1024
