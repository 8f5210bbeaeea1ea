/** Reads files with LibreOffice: converts them to OpenDocument and parses the result. */
import { execFile, execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { strFromU8, unzipSync } from 'fflate'
import { type ReadDocument, readOpenDocument } from './read-open-document.ts'

const run = promisify(execFile)

/** Reads all files in one run, since most of the time is LibreOffice's start. @returns results in the given order */
export function readWithLibreOffice(...paths: string[]): Promise<ReadDocument[]> {
  return convert(paths, 'odt', (file) => {
    const files = unzipSync(file)
    const readPart = (name: string) => strFromU8(files[name] ?? new Uint8Array())
    return readOpenDocument({
      content: readPart('content.xml'),
      styles: readPart('styles.xml'),
      meta: readPart('meta.xml'),
    })
  })
}

/** Converts the file to PDF. @returns the text of its pages, each ending with a form feed */
export async function readPrintedLines(path: string): Promise<string> {
  const [text = ''] = await convert([path], 'pdf', (file) =>
    execFileSync('pdftotext', ['-layout', '-', '-'], { input: file, encoding: 'utf8' }),
  )
  return text
}

/** Copies each file to a folder of its own, since several may have the same name. */
async function convert<T>(
  paths: readonly string[],
  format: string,
  read: (file: Uint8Array) => T,
): Promise<T[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-libreoffice-'))
  try {
    const copies = paths.map((path, index) => {
      const name = `${index}${extname(path)}`
      const copy = join(folder, name)
      copyFileSync(path, copy)
      return copy
    })
    await run(
      'soffice',
      [
        // Each run has its own profile, so that two tests do not wait for each other.
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        '--headless',
        ...['--convert-to', format, '--outdir', join(folder, 'opened'), ...copies],
      ],
      { timeout: 1_800_000 },
    )
    return copies.map((path) =>
      read(readFileSync(join(folder, 'opened', `${basename(path, extname(path))}.${format}`))),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
