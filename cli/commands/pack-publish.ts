/** Makes a folder for a web server: the pack, its checksum, and a page for delegates. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { StoreError } from '../../db/errors.ts'
import { fingerprint, writeExport } from '../../db/export/render/write-file.ts'
import { readSource } from '../../db/import/preview/source.ts'
import { type FileCommand, UsageError } from '../command.ts'
import { makePage } from '../delegate-page.ts'
import { inEnglish } from '../in-english.ts'
import { findUpdateFaults, parsePack, readPackFile } from '../previous-pack.ts'

const [PAGE, CHECKSUMS] = ['index.html', 'SHA256SUMS']

export const packPublish: FileCommand = {
  name: 'pack publish',
  arguments: '<pack> <folder>',
  summary:
    'Make a folder for a web server: the pack, its checksum, and a page in four languages that says how to open it, to print too',
  options: {
    '--url <address>': 'where the page will be, for the QR code on it',
    '--app <address>': 'where delegates get Rapporteur',
  },
  runOnFiles: ({ values: [file = '', name = ''], one }) => {
    const [url, app] = [readAddress('url', one('url')), readAddress('app', one('app'))]
    const bytes = readSource(resolve(file))
    const pack = parsePack(bytes, file)
    const folder = resolve(name)
    const fileName = basename(file)
    const { sha256 } = fingerprint(bytes)
    expectFolder(folder)
    const published = join(folder, fileName)
    if (existsSync(published) && fingerprint(readSource(published)).sha256 !== sha256) {
      const faults = findUpdateFaults(readPackFile(published), pack)
      if (faults.length > 0) throw new StoreError('bad-file', inEnglish(`${published}: ${faults.join(' ')}`))
    }
    mkdirSync(folder, { recursive: true })
    writeExport(published, bytes)
    writeExport(join(folder, CHECKSUMS), getBytes(`${sha256}  ${fileName}\n`))
    writeExport(
      join(folder, PAGE),
      getBytes(makePage(pack, { fileName, bytes: bytes.length, sha256, url, app })),
    )
    const files = [PAGE, CHECKSUMS, fileName]
    return {
      json: { path: folder, files, sha256 },
      text: [
        folder,
        ...files.map((one) => `  ${one}`),
        'Copy the folder to your web server; print index.html to hand it out.',
      ].join('\n'),
    }
  },
}

const getBytes = (text: string) => new TextEncoder().encode(text)

/** A new or empty folder, or one that this command made. */
function expectFolder(folder: string): void {
  const there = statSync(folder, { throwIfNoEntry: false })
  if (!there) return
  if (there.isDirectory() && (readdirSync(folder).length === 0 || existsSync(join(folder, CHECKSUMS)))) return
  throw new StoreError('file-access', inEnglish(`${folder} has other files: choose a new folder.`))
}

function readAddress(option: string, address: string | undefined): string | undefined {
  if (address !== undefined && !/^https?:\/\/[^\s<>"]+$/.test(address))
    throw new UsageError(
      `--${option} ${address}: expected an address such as https://example.org/conference/`,
    )
  return address
}
