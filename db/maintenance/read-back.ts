/** Checks that a saved file can be opened, by the rules of its format. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import type { OutputFile } from '../export/report/exporter.ts'
import { readPicture } from '../formats/read-picture.ts'
import { isAgeFile } from '../sharing/age-header.ts'
import { unpackBundle } from '../sharing/container.ts'

/** Files that file managers leave behind. */
const NOT_OURS = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', '.directory'])

/**
 * Reads the files of an exported folder, at most one level deep. Throws `bad-file` if the folder is larger than `maxBytes` or deeper.
 */
export function readFolder(path: string, maxBytes: number): OutputFile[] {
  let bytesLeft = maxBytes
  return readdirSync(path, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile() || NOT_OURS.has(entry.name)) return []
    const file = join(entry.parentPath, entry.name)
    bytesLeft -= statSync(file).size
    const name = relative(path, file).split(sep).join('/')
    if (bytesLeft < 0 || name.split('/').length > 2)
      throw new StoreError('bad-file', message('after-event.too-large', { name: basename(path) }))
    return { name, bytes: new Uint8Array(readFileSync(file)) }
  })
}

/** Checks a folder of Markdown files and pictures. Throws if one is not readable. */
export function readBackFolder(files: readonly OutputFile[]): void {
  for (const { name, bytes } of files) {
    if (name.endsWith('.md')) getText(bytes)
    else readPicture(bytes)
  }
}

/** Throws the parser's own error if the file is not readable. */
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
      expectEnd(getText(file), '</html>')
      break
    case 'ics':
    case 'actions-ics':
      expectEnd(getText(file), 'END:VCALENDAR')
      break
    case 'json':
    case 'rapporteur':
      // An encrypted file cannot be opened here; its checksum matches the record.
      if (!isAgeFile(file)) unpackBundle(file)
      break
    default:
      if (isZip(file)) unzipSync(file)
      else getText(file)
  }
}

function readParts(file: Uint8Array, needed: readonly string[]): void {
  const parts = unzipSync(file)
  for (const name of needed) if (!parts[name]) throw new Error(`${name} is missing`)
  for (const [name, part] of Object.entries(parts)) {
    if (/\.(?:xml|rels)$/.test(name)) new SaxesParser().write(strFromU8(part)).close()
  }
}

/** Checks the header and the position of the cross-reference table (ISO 32000-1 §7.5). */
function readPdf(file: Uint8Array): void {
  const text = Buffer.from(file).toString('latin1')
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-1024))?.[1] ?? Number.NaN)
  if (!text.startsWith('%PDF-') || !/^(?:xref|\d+ \d+ obj)/.test(text.slice(start, start + 40))) {
    throw new Error('no table of objects')
  }
}

function getText(file: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(file)
}

function expectEnd(text: string, end: string): void {
  if (!text.trimEnd().endsWith(end)) throw new Error(`${end} is missing`)
}

function isZip(file: Uint8Array): boolean {
  return file[0] === 0x50 && file[1] === 0x4b
}
