/**
 * Print mode for the command line: the app prints one HTML document to PDF and quits. It shows no window, and opens neither the notebook nor
 * the user's profile.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { app } from 'electron'
import type { PrintedPage } from '../../core/paper.ts'

/** Paths of the folder with the page (`page.html` from the store, and its pictures) and of the PDF to write. */
export type PrintRequest = { page: string; pdf: string }

/** Parses `--print-page=FOLDER --print-pdf=FILE`. @returns null for a normal start */
export function parsePrintRequest(): PrintRequest | null {
  const page = app.commandLine.getSwitchValue('print-page')
  const pdf = app.commandLine.getSwitchValue('print-pdf')
  return page && pdf ? { page, pdf } : null
}

/** Marks the line with the error among Chromium's own output. */
const PRINT_FAILED = 'not printed: '

/** Call before 'ready'. Gives Chromium a separate data folder, apart from any open app. */
export function setSeparateProfile(): void {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-print-'))
  app.setPath('userData', folder)
  app.on('quit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 }))
  // Closing the hidden window must not end the app before its file is written.
  app.on('window-all-closed', () => {})
}

/** Prints and ends the app, with code 0 once the file is written. `root` is the built interface, which has the fonts. */
export async function printFile({ page, pdf }: PrintRequest, root: string): Promise<void> {
  try {
    const { createPrinter } = await import('./printer.ts')
    const bytes = await createPrinter(root).printToPdf(readPage(page))
    if (!bytes) throw new Error('the page was not printed')
    await writeFile(pdf, bytes)
    app.quit()
  } catch (error) {
    process.stderr.write(`${PRINT_FAILED}${error instanceof Error ? error.message : String(error)}\n`)
    app.exit(1)
  }
}

function readPage(folder: string): PrintedPage {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll(sep, '/'),
    )
  const first = 'page.html'
  return [first, ...names.filter((name) => name !== first)].map((name) => ({
    name,
    bytes: readFileSync(join(folder, name)),
  }))
}
