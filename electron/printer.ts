/**
 * Prints pages that the store wrote, in windows that nobody sees: sandboxed, in a session of their own, where nothing is
 * served but that page and the interface's fonts, and no script of the page is run.
 */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { app, BrowserWindow, type Session, session, type WebContents } from 'electron'
import type { Paper } from '../core/paper.ts'
import { interfaceFile } from './interface-files.ts'
import { type PdfFacts, withFacts } from './pdf-facts.ts'
import { withFonts } from './print-fonts.ts'
import { secureSession } from './security.ts'
import { APP_SCHEME, APP_URL } from './urls.ts'

export type Printer = {
  /** null once `signal` has aborted. */
  toPdf(page: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null>
  /** By the system's dialog, which may stay open as long as one likes. */
  toPaper(
    page: string,
    paper: Paper,
    signal?: AbortSignal,
  ): Promise<'printed' | 'cancelled' | 'no-printer' | 'failed'>
}

/** Two thousand pages took a minute and a half; past this something is wrong with the page. */
const patienceMs = 600_000

/** `root`: of the built interface. */
export function createPrinter(root: string): Printer {
  const pages = new Map<string, string>()
  let own: Session | null = null

  async function inWindow<T>(
    page: string,
    signal: AbortSignal | undefined,
    work: (window: BrowserWindow) => Promise<T>,
  ): Promise<T | null> {
    own ??= printSession(pages, root)
    const address = `${APP_URL}print/${randomUUID()}`
    pages.set(address, withFonts(page, root))
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: own,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        // Page numbers from the page's own style: on by default since Chromium 131, and known before.
        enableBlinkFeatures: 'PageMarginBoxes',
      },
    })
    const printed = window
      .loadURL(address)
      // A face is loaded once a layout asks for it, and there is none before that of the paper.
      .then(() => window.webContents.executeJavaScript(loadFaces))
      .then(() => work(window))
    // It fails, or never ends, once its window is gone: that was asked for.
    const aborted = new Promise<null>((resolve) => {
      signal?.addEventListener('abort', () => resolve(null), { once: true })
    })
    try {
      return await Promise.race([printed, aborted])
    } finally {
      printed.catch(() => {})
      window.destroy()
      pages.delete(address)
    }
  }

  return {
    toPdf: (page, signal) =>
      inWindow(page, signal, async ({ webContents }) => {
        const facts: PdfFacts = await webContents.executeJavaScript(factsOfPage)
        const pdf = await withinPatience(webContents.printToPDF(asPdf))
        return withFacts(pdf, { ...facts, program: app.name })
      }),
    toPaper: async (page, paper, signal) =>
      (await inWindow(page, signal, ({ webContents }) => printOn(paper, webContents))) ?? 'cancelled',
  }
}

function printOn(
  paper: Paper,
  contents: WebContents,
): Promise<'printed' | 'cancelled' | 'no-printer' | 'failed'> {
  return new Promise((resolve) => {
    contents.print(
      { printBackground: true, pageSize: paper === 'a4' ? 'A4' : 'Letter' },
      (success, reason) => {
        if (success) return resolve('printed')
        // Chromium's words; the last ones differ between its versions.
        if (/cancel/i.test(reason)) return resolve('cancelled')
        process.stderr.write(`not printed: ${reason}\n`)
        resolve(/printers/i.test(reason) ? 'no-printer' : 'failed')
      },
    )
  })
}

const loadFaces = 'Promise.all([...document.fonts].map((face) => face.load())).then(() => null)'

const factsOfPage = `({
  title: document.title,
  author: document.querySelector('meta[name="author"]')?.content ?? '',
})`

const asPdf: Electron.PrintToPDFOptions = {
  preferCSSPageSize: true,
  printBackground: true,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
}

/** Kept in memory only. */
function printSession(pages: ReadonlyMap<string, string>, root: string): Session {
  const own = session.fromPartition('print')
  secureSession(own, APP_URL)
  own.protocol.handle(APP_SCHEME, async ({ method, url }) => {
    const page = pages.get(url)
    if (page !== undefined) return new Response(page, { headers: pageHeaders })
    const file = method === 'GET' ? interfaceFile(root, url) : null
    if (file?.mimeType !== 'font/woff2') return new Response(null, { status: 404 })
    return new Response(await readFile(file.path), { headers: { 'Content-Type': file.mimeType } })
  })
  return own
}

const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'",
}

function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the page was not printed in time')), patienceMs)
  })
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer))
}
