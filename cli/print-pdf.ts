/** Prints a page of the store to PDF with the app's runtime in a process of its own, since the command line does not use Electron. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PrintedPage } from '../core/paper.ts'
import { writeExportFolder } from '../db/export/render/write-file.ts'
import { resources } from './resources.ts'
import { createError } from './texts.ts'

const MAX_OUTPUT_CHARACTERS = 2_000
const SCRIPT = join(resources, 'scripts', 'print-page.ts')

export async function printPdf(page: PrintedPage): Promise<Uint8Array<ArrayBuffer>> {
  // The npm package of the command line does not contain the app's runtime.
  if (!existsSync(SCRIPT)) throw createError('not-found', 'export.pdfNeedsApp')
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-pdf-'))
  try {
    const pdf = join(folder, 'page.pdf')
    // The page contains the delegate's notes, so it is in a folder that other users cannot read.
    const pageIn = writeExportFolder(join(folder, 'page'), page).path
    const { code, output } = await runScript([SCRIPT, pageIn, pdf])
    if (code !== 0) {
      const reason = /^not printed: (.*)$/m.exec(output)?.[1] ?? output.trim().split('\n').at(-1) ?? ''
      throw createError('internal', 'export.noPdf', { why: reason })
    }
    return new Uint8Array(readFileSync(pdf))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runScript(args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let output = ''
    child.stderr.on('data', (bytes: Buffer) => {
      output = (output + bytes.toString()).slice(-MAX_OUTPUT_CHARACTERS)
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve({ code, output }))
  })
}
