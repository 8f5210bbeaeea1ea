/**
 * Who wrote a PDF and with which program, in the file's own properties. Chromium takes no more than the title from a page, and names
 * its own parts as the program.
 */

export type PdfFacts = { title: string; author: string }

/**
 * The document with its properties replaced, by an update at its end (ISO 32000-1 §7.5.6, §14.3.3). `pdf` is as Chromium writes it,
 * with a table of cross-references and a trailer in plain text; any other is returned as it is.
 */
export function withFacts(
  pdf: Uint8Array,
  { title, author, program }: PdfFacts & { program: string },
  now = new Date(),
): Uint8Array<ArrayBuffer> {
  const end = Buffer.from(pdf.subarray(-TRAILER_LENGTH)).toString('latin1')
  const [, trailerBefore = '', previous] =
    /trailer\s*<<([^<>]*(?:<[^<>]*>[^<>]*)*)>>\s*startxref\s+(\d+)\s+%%EOF\s*$/.exec(end) ?? []
  const [, size] = /\/Size (\d+)/.exec(trailerBefore) ?? []
  const [infoEntry, info] = /\/Info (\d+) 0 R/.exec(trailerBefore) ?? []
  if (size === undefined || infoEntry === undefined || previous === undefined) return new Uint8Array(pdf)
  const date = `(D:${now.toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')}Z)`
  const properties = [
    `/Title ${textString(title)}`,
    author && `/Author ${textString(author)}`,
    `/Creator ${textString(program)}`,
    `/Producer ${textString(program)}`,
    `/CreationDate ${date}`,
    `/ModDate ${date}`,
  ]
  const object = `\n${size} 0 obj\n<<${properties.filter(Boolean).join('\n')}>>\nendobj\n`
  // Each line of the table is 20 bytes long.
  const table = `xref\n${size} 1\n${String(pdf.length + 1).padStart(10, '0')} 00000 n \n`
  const entries = trailerBefore
    .replace(`/Size ${size}`, `/Size ${Number(size) + 1}`)
    .replace(infoEntry, `/Info ${size} 0 R`)
  const trailer = `trailer\n<<${entries}\n/Prev ${previous}>>\nstartxref\n${pdf.length + object.length}\n%%EOF\n`
  const updated = Buffer.concat([pdf, Buffer.from(object + table + trailer, 'latin1')])
  // The old ones name this computer's system: they do not stay in the file.
  const begin = updated.indexOf(`${info} 0 obj`) + `${info} 0 obj`.length
  updated.fill(' ', begin, updated.indexOf('endobj', begin)).write('<<>>', begin + 1)
  return new Uint8Array(updated)
}

const TRAILER_LENGTH = 1024

/** Any text: UTF-16 with its byte order mark, as hexadecimal digits (ISO 32000-1 §7.9.2.2). */
function textString(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`
}
