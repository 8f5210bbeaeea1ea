/** Whether a file that was saved can be opened: by its format, as a program that opens it would begin. */
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { isEncrypted } from '../exchange/age-header.ts'
import { unpackBundle } from '../exchange/container.ts'

/** Throws what is wrong with it, as libraries say it. */
export function readBack(file: Uint8Array, format: string): void {
  switch (format) {
    case 'docx':
      readParts(file, ['[Content_Types].xml', 'word/document.xml', 'docProps/core.xml'])
      break
    case 'odt':
      readParts(file, ['META-INF/manifest.xml', 'content.xml', 'meta.xml'])
      break
    case 'pdf':
      readPdf(file)
      break
    case 'html':
      expectEnd(textOf(file), '</html>')
      break
    case 'ics':
    case 'actions-ics':
      expectEnd(textOf(file), 'END:VCALENDAR')
      break
    case 'json':
    case 'rapporteur':
      // One with a passphrase shows only that it is whole: its checksum is that of the record.
      if (!isEncrypted(file)) unpackBundle(file)
      break
    default:
      if (isZip(file)) unzipSync(file)
      else textOf(file)
  }
}

function readParts(file: Uint8Array, needed: readonly string[]): void {
  const parts = unzipSync(file)
  for (const name of needed) if (!parts[name]) throw new Error(`${name} is missing`)
  for (const [name, part] of Object.entries(parts)) {
    if (/\.(?:xml|rels)$/.test(name)) new SaxesParser().write(strFromU8(part)).close()
  }
}

/** ISO 32000-1 §7.5: the header, and at the end where the table of the file's objects is. */
function readPdf(file: Uint8Array): void {
  const text = Buffer.from(file).toString('latin1')
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-1024))?.[1] ?? Number.NaN)
  if (!text.startsWith('%PDF-') || !/^(?:xref|\d+ \d+ obj)/.test(text.slice(start, start + 40))) {
    throw new Error('no table of objects')
  }
}

function textOf(file: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(file)
}

function expectEnd(text: string, end: string): void {
  if (!text.trimEnd().endsWith(end)) throw new Error(`${end} is missing`)
}

function isZip(file: Uint8Array): boolean {
  return file[0] === 0x50 && file[1] === 0x4b
}
