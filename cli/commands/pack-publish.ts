/** Makes a folder for a web server: the pack, its checksum, and a page for delegates. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { hashContent, writeExport } from '../../db/export/render/write-file.ts'
import { readSource } from '../../db/import/preview/source.ts'
import { type FileCommand, UsageError } from '../command.ts'
import { GENERATOR, makePage } from '../delegate-page.ts'
import { findPacks, findUpdateFaults, type PackFile, parsePack, readPackFile } from '../previous-pack.ts'
import { createError, t } from '../texts.ts'

const [PAGE, CHECKSUMS] = ['index.html', 'SHA256SUMS']

export const packPublish: FileCommand = {
  name: 'pack publish',
  arguments: '<pack> <folder>',
  summary: 'publish.summary',
  options: { '--url <address>': 'publish.url', '--app <address>': 'publish.app' },
  runOnFiles: ({ values: [file = '', name = ''], getOption }) => {
    const [url, app] = [readAddress('url', getOption('url')), readAddress('app', getOption('app'))]
    const bytes = readSource(resolve(file))
    const pack = parsePack(bytes, file)
    const folder = resolve(name)
    const fileName = basename(file)
    const { sha256 } = hashContent(bytes)
    assertCanPublishIn(folder)
    for (const published of findPacks(folder)) assertIsUpdateOf(published, pack, sha256)
    mkdirSync(folder, { recursive: true })
    writeExport(join(folder, fileName), bytes)
    writeExport(join(folder, CHECKSUMS), encodeText(`${sha256}  ${fileName}\n`))
    writeExport(
      join(folder, PAGE),
      encodeText(makePage(pack, { fileName, bytes: bytes.length, sha256, url, app })),
    )
    const files = [PAGE, CHECKSUMS, fileName]
    const warnings = warnOfOtherName(pack.pack.address, fileName)
    return {
      json: { path: folder, files, sha256, warnings },
      text: [
        folder,
        ...files.map((publishedName) => `  ${publishedName}`),
        ...warnings.map((warning) => `  ${t('warning', { warning })}`),
        t('publish.goOn', { page: PAGE }),
      ].join('\n'),
    }
  },
}

const encodeText = (text: string) => new TextEncoder().encode(text)

/** Refresh downloads from the address in the pack, so the file must have the same name as in that address. */
function warnOfOtherName(address: string | null, fileName: string): string[] {
  if (address === null) return []
  const { pathname } = new URL(address)
  return pathname.endsWith(`/${encodeURIComponent(fileName)}`)
    ? []
    : [t('publish.otherName', { address, file: fileName })]
}

/** Accepts a folder that does not exist yet, an empty one, and one whose page this command made. */
function assertCanPublishIn(folder: string): void {
  const stats = statSync(folder, { throwIfNoEntry: false })
  if (!stats) return
  if (stats.isDirectory() && (readdirSync(folder).length === 0 || isOwnPage(join(folder, PAGE)))) return
  throw createError('file-access', 'publish.otherFiles', { folder })
}

const isOwnPage = (path: string): boolean =>
  existsSync(path) && readFileSync(path, 'utf8').includes(GENERATOR.markup)

/** Throws if delegates who have the published pack could not update to this one. */
function assertIsUpdateOf(published: string, pack: PackFile, sha256: string): void {
  if (hashContent(readSource(published)).sha256 === sha256) return
  const faults = findUpdateFaults(readPackFile(published), pack)
  if (faults.length > 0)
    throw createError('bad-file', 'ofFile', { file: published, problem: faults.join(' ') })
}

function readAddress(option: string, address: string | undefined): string | undefined {
  if (address !== undefined && !/^https?:\/\/[^\s<>"]+$/.test(address))
    throw new UsageError(t('publish.expectedAddress', { option, address }))
  return address
}
