/**
 * Exports five hundred real notes with a hundred photos, all in one run. Word is compared with pandoc on the same Markdown and pictures,
 * PDF with a bare Electron that prints the same page. Also measures the memory that exports leave behind.
 *
 * Word. ours: from the database to the file, in a new process each time, including its start, as for pandoc. floor: only reading the notes
 * as Markdown. peer: pandoc.
 *
 * PDF. ours: in the window, from clicking "Save report…" until it says that the report is saved; tagged, with bookmarks and page numbers.
 * floor: loading and printing the page without these.
 *
 * npm run bench -- export [notes] [longest note, characters] [runs]. Exits with 1 if a figure is above its target.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { writeExportFolder } from '../db/export/render/write-file.ts'
import { root } from '../scripts/lib/paths.ts'
import { listDescendants } from '../tests/e2e/lib/processes.ts'
import { runInWindow } from './lib/in-window.ts'
import { conference, fillWithNotes } from './lib/report-profile.ts'
import { measureMemory } from './lib/start-time.ts'

const NOTES = Number(process.argv[2] ?? 500)
/**
 * The length of a note on one session. Longer files in the data are the proceedings of a whole event; a length of 20000 would include half
 * of them.
 */
const MAX_LENGTH = Number(process.argv[3] ?? 4_000)
const RUNS = Number(process.argv[4] ?? 3)
const PHOTOS = 100
const TARGETS = { pandocRatio: 1, pdfSeconds: 20, growthMb: 300 }

const parseScript = `
import { globSync, readFileSync } from 'node:fs'
import { parseNote } from ${JSON.stringify(join(root, 'core/note-format/index.ts'))}
for (const file of globSync('*.md', { cwd: process.argv[1] })) parseNote(readFileSync(process.argv[1] + '/' + file, 'utf8'))`

const workFolder = mkdtempSync(join(tmpdir(), 'rapporteur-bench-'))
const profile = join(workFolder, 'profile')
const folder = join(workFolder, 'markdown')
const bare = join(root, 'bench', 'bare')
try {
  await main()
} finally {
  rmSync(workFolder, { recursive: true, force: true })
}

async function main(): Promise<void> {
  const photos = await takePhotos()
  const { store, bytes } = await fillWithNotes(profile, { notes: NOTES, longest: MAX_LENGTH, photos })
  const page = await store.request('export.files', {
    conference,
    format: 'pdf',
    title: '',
    sessions: null,
    language: 'en' as const,
  })
  if (!page.ok) throw new Error(page.error.message)
  const { path } = writeExportFolder(join(workFolder, 'page'), page.value)
  store.close()
  runCli('--format', 'md-folder', '--out', folder)
  console.log(
    `${NOTES} notes, ${(bytes / 1e6).toFixed(1)} MB of Markdown, ${photos.length} photos of ` +
      `${((photos[0]?.length ?? 0) / 1e3).toFixed(0)} kB, ${RUNS} runs each, alternating`,
  )
  compareWord()
  await comparePdf(join(path, 'page.html'))
}

/** Photos of slides as a phone takes them, all different. */
async function takePhotos(): Promise<Uint8Array<ArrayBuffer>[]> {
  const encoded = await runInWindow(bare, join(workFolder, 'bare'), (_page, application) =>
    application.evaluate(({ nativeImage }, count) => {
      const [width, height] = [1600, 1200]
      return Array.from({ length: count }, (_, index) => {
        const pixels = Buffer.alloc(width * height * 4, 255)
        let seed = index + 1
        for (let offset = 0; offset < pixels.length; offset++) {
          seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
          if (offset % 4 !== 3) pixels[offset] = ((offset >> 12) & 127) + ((seed >> 16) & 31)
        }
        return nativeImage.createFromBitmap(pixels, { width, height }).toJPEG(80).toString('base64')
      })
    }, PHOTOS),
  )
  return encoded.map((jpeg) => new Uint8Array(Buffer.from(jpeg, 'base64')))
}

function compareWord(): void {
  const hasPandoc = spawnSync('pandoc', ['--version']).status === 0
  const files = readdirSync(folder).filter((name) => name.endsWith('.md'))
  const peerArgs = ['-f', 'gfm', '--resource-path', folder, '-o', join(workFolder, 'peer.docx')]
  const ours: number[] = []
  const floor: number[] = []
  const peer: number[] = []
  for (let run = 0; run < RUNS; run++) {
    floor.push(measure(() => runNode(['--input-type=module', '-e', parseScript, folder])))
    if (hasPandoc)
      peer.push(
        measure(() => execFileSync('pandoc', [...peerArgs, ...files], { cwd: folder, stdio: 'ignore' })),
      )
    ours.push(measure(() => runCli('--format', 'docx', '--out', join(workFolder, 'ours.docx'))))
  }
  const oursMs = getMedian(ours)
  const floorMs = getMedian(floor)
  const summary = `Word, seconds: ours ${formatSeconds(oursMs)}, floor ${formatSeconds(floorMs)} (ratio ${(oursMs / floorMs).toFixed(2)})`
  if (!hasPandoc) {
    console.log(`${summary}. pandoc is not on this machine: not compared (Debian: apt-get install pandoc)`)
    return
  }
  const peerMs = getMedian(peer)
  console.log(
    `${summary}, pandoc ${formatSeconds(peerMs)} (ratio ${(oursMs / peerMs).toFixed(2)}, target ${TARGETS.pandocRatio})`,
  )
  if (oursMs / peerMs > TARGETS.pandocRatio) process.exitCode = 1
}

async function comparePdf(page: string): Promise<void> {
  const bareRuns: number[] = []
  const ours: number[] = []
  let before = 0
  let peak = 0
  let barePeak = 0
  let after = 0
  await runInWindow(bare, join(workFolder, 'bare'), async (_page, application, pid) => {
    const start = await getPss(pid)
    const stopWatching = watchPeak(pid)
    for (let run = 0; run < RUNS; run++) {
      const printMs = await application.evaluate(async ({ BrowserWindow }, file) => {
        const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
        const start = performance.now()
        await window.loadFile(file)
        await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
        window.destroy()
        return performance.now() - start
      }, page)
      bareRuns.push(printMs)
    }
    barePeak = stopWatching() - start
  })
  const pdf = join(workFolder, 'report.pdf')
  await runInWindow(root, profile, async (window, application, pid) => {
    await application.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, pdf)
    await openExport(window)
    await sleep(5_000)
    before = await getPss(pid)
    const stopWatching = watchPeak(pid)
    for (let run = 0; run < RUNS; run++) ours.push(await savePdf(window))
    peak = stopWatching()
    // The rendering thread ends after some time without work.
    await sleep(15_000)
    after = await getPss(pid)
  })
  const oursMs = getMedian(ours)
  const bareMs = getMedian(bareRuns)
  console.log(
    `PDF, seconds: ours ${formatSeconds(oursMs)} (target ${TARGETS.pdfSeconds}), bare Electron ${formatSeconds(bareMs)} (ratio ${(oursMs / bareMs).toFixed(2)}); ` +
      `${(statSync(pdf).size / 1e6).toFixed(1)} MB`,
  )
  console.log(
    `memory of the whole app after ${RUNS} PDFs: ${(after - before).toFixed(0)} MB more (target ${TARGETS.growthMb}); ` +
      `while one was made up to ${(peak - before).toFixed(0)} MB more, of a bare Electron ${barePeak.toFixed(0)} MB`,
  )
  if (oursMs / 1000 > TARGETS.pdfSeconds || after - before > TARGETS.growthMb) process.exitCode = 1
}

/** Megabytes used by all processes of an app; shared pages count once. */
async function getPss(pid: number): Promise<number> {
  return (await measureMemory([pid, ...listDescendants(pid)])).pss
}

/** @returns a function that stops watching and returns the maximum */
function watchPeak(pid: number): () => number {
  let peak = 0
  const watching = setInterval(
    () => void getPss(pid).then((megabytes) => (peak = Math.max(peak, megabytes))),
    500,
  )
  return () => {
    clearInterval(watching)
    return peak
  }
}

async function openExport(window: Page): Promise<void> {
  window.setDefaultTimeout(600_000)
  await window.evaluate(() => {
    location.hash = '/export'
  })
  await window.getByRole('radiogroup', { name: 'Usual formats' }).getByRole('radio', { name: 'PDF' }).click()
  await window.getByText(/^Page \d+ of/).waitFor()
}

async function savePdf(window: Page): Promise<number> {
  const save = window.getByRole('button', { name: 'Save report…' })
  while (!(await save.isEnabled())) await sleep(100)
  const start = performance.now()
  await save.click()
  await window.getByText('Saved to report.pdf').waitFor()
  const took = performance.now() - start
  await window.getByRole('button', { name: 'Dismiss' }).last().click()
  return took
}

function runCli(...args: string[]): void {
  runNode([join(root, 'cli/rapporteur.ts'), '--profile', profile, 'export', ...args])
}

function runNode(args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

function measure(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function getMedian(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function formatSeconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2)
}
