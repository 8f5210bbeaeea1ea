/**
 * Prints pages that the store wrote, in windows that nobody sees: sandboxed, in a session of their own, where nothing is
 * served but that page and the interface's fonts, and no script of the page is run.
 */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { app, BrowserWindow, type Session, session, type WebContents } from 'electron'
import type { Paper, PrintedPage } from '../core/paper.ts'
import { interfaceFile } from './interface-files.ts'
import { type PdfFacts, withFacts } from './pdf-facts.ts'
import { pagesOfNames } from './pdf-pages.ts'
import { withFonts } from './print-fonts.ts'
import { secureSession } from './security.ts'
import { APP_SCHEME, APP_URL } from './urls.ts'

export type Printer = {
  /** null once `signal` has aborted. */
  toPdf(page: PrintedPage, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null>
  /** By the system's dialog, which may stay open as long as one likes. */
  toPaper(
    page: PrintedPage,
    paper: Paper,
    signal?: AbortSignal,
  ): Promise<'printed' | 'cancelled' | 'no-printer' | 'failed'>
}

/** Two thousand pages took a minute and a half; past this something is wrong with the page. */
const patienceMs = 600_000

/** `root`: of the built interface. */
export function createPrinter(root: string): Printer {
  /** By the folders that they seem to be in. */
  const pages = new Map<string, PrintedPage>()
  let own: Session | null = null

  async function inWindow<T>(
    page: PrintedPage,
    signal: AbortSignal | undefined,
    work: (window: BrowserWindow) => Promise<T>,
  ): Promise<T | null> {
    own ??= printSession(pages, root)
    const folder = `${PRINT}${randomUUID()}/`
    pages.set(folder, page)
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
      .loadURL(folder)
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
      pages.delete(folder)
    }
  }

  return {
    toPdf: (page, signal) =>
      inWindow(page, signal, async ({ webContents }) => {
        const facts: PdfFacts = await webContents.executeJavaScript(factsOfPage)
        await numberContents(webContents)
        const pdf = await withinPatience(webContents.printToPDF(asPdf))
        return withFacts(pdf, { ...facts, program: app.name })
      }),
    toPaper: async (page, paper, signal) =>
      (await inWindow(page, signal, async ({ webContents }) => {
        await numberContents(webContents)
        return printOn(paper, webContents)
      })) ?? 'cancelled',
  }
}

/** Prints once to learn the pages of the headings. The numbers have their space already, so nothing moves. */
async function numberContents(contents: WebContents): Promise<void> {
  const places = "document.querySelectorAll('[data-page-of]')"
  if ((await contents.executeJavaScript(`${places}.length`)) === 0) return
  const pages = pagesOfNames(await withinPatience(contents.printToPDF(asPdf)))
  await contents.executeJavaScript(
    `{ const pages = ${JSON.stringify(Object.fromEntries(pages))};
      for (const place of ${places}) place.textContent = pages[place.dataset.pageOf] ?? ''; }`,
  )
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
function printSession(pages: ReadonlyMap<string, PrintedPage>, root: string): Session {
  const own = session.fromPartition('print')
  secureSession(own, APP_URL)
  own.protocol.handle(APP_SCHEME, async ({ method, url }) => {
    const served = getPart(pages, url, root)
    if (served) return served
    const file = method === 'GET' ? interfaceFile(root, url) : null
    if (file?.mimeType !== 'font/woff2') return new Response(null, { status: 404 })
    return new Response(await readFile(file.path), { headers: { 'Content-Type': file.mimeType } })
  })
  return own
}

/** The page at its folder's own address, and in the folder what stands beside it. */
function getPart(pages: ReadonlyMap<string, PrintedPage>, url: string, root: string): Response | null {
  const folder = url.slice(0, url.indexOf('/', PRINT.length) + 1)
  const [page, ...beside] = pages.get(folder) ?? []
  if (!page) return null
  if (url === folder)
    return new Response(withFonts(new TextDecoder().decode(page.bytes), root), { headers: pageHeaders })
  const file = beside.find(({ name }) => folder + name === url)
  if (!file) return null
  const type = `image/${file.name.split('.').at(-1)}`
  return new Response(file.bytes as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': type } })
}

const PRINT = `${APP_URL}print/`

const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
}

function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the page was not printed in time')), patienceMs)
  })
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer))
}
