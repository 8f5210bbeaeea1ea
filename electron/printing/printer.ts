/**
 * Prints pages written by the store in hidden, sandboxed windows. Their separate session serves only the page and the interface's
 * fonts, and runs no script of the page.
 */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, BrowserWindow, type Session, session, type WebContents } from 'electron'
import { documentTypes } from '../../core/document-types.ts'
import type { Paper, PrintedPage } from '../../core/paper.ts'
import { findInterfaceFile } from '../interface-files.ts'
import { secureSession } from '../security.ts'
import { APP_SCHEME, APP_URL } from '../urls.ts'
import { type PdfMetadata, setPdfMetadata } from './pdf-metadata.ts'
import { findNamedPages } from './pdf-pages.ts'
import { type Part, writeRunningHeads } from './running-heads.ts'

export type Printer = {
  /** Resolves to null once `signal` has aborted. */
  printToPdf(page: PrintedPage, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null>
  /** Opens the system's print dialog, without a time limit. */
  printOnPaper(
    page: PrintedPage,
    paper: Paper,
    signal?: AbortSignal,
  ): Promise<'printed' | 'cancelled' | 'no-printer' | 'failed'>
}

/** Two thousand pages take a minute and a half; if it takes longer than this, something is wrong with the page. */
const TIME_LIMIT_MS = 600_000

/** `root`: the folder of the built interface. */
export function createPrinter(root: string): Printer {
  /** Pages by the folder in their URLs. */
  const pages = new Map<string, PrintedPage>()
  let printSession: Session | null = null

  async function runInWindow<T>(
    page: PrintedPage,
    signal: AbortSignal | undefined,
    work: (window: BrowserWindow) => Promise<T>,
  ): Promise<T | null> {
    // A signal that was aborted while the printer was loaded sends no event any more.
    if (signal?.aborted) return null
    printSession ??= createPrintSession(pages, root)
    const folder = `${PRINT_URL}${randomUUID()}/`
    pages.set(folder, page)
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: printSession,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        // Enables page numbers from CSS; on by default since Chromium 131.
        enableBlinkFeatures: 'PageMarginBoxes',
      },
    })
    const printed = window
      .loadURL(folder)
      // Chromium loads fonts during layout, but lays out nothing before it prints, so they are loaded explicitly.
      .then(() => window.webContents.executeJavaScript(LOAD_FONTS_SCRIPT))
      .then(() => work(window))
    // Resolve on abort: once its window is destroyed, printing fails or never ends.
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
    printToPdf: (page, signal) =>
      runInWindow(page, signal, async ({ webContents }) => {
        const metadata: PdfMetadata = await webContents.executeJavaScript(READ_METADATA_SCRIPT)
        await fillInPageNumbers(webContents)
        const pdf = await limitTime(webContents.printToPDF(PDF_OPTIONS))
        return setPdfMetadata(pdf, { ...metadata, program: app.name })
      }),
    printOnPaper: async (page, paper, signal) =>
      (await runInWindow(page, signal, async ({ webContents }) => {
        await fillInPageNumbers(webContents)
        return printOn(paper, webContents)
      })) ?? 'cancelled',
  }
}

/**
 * Prints once to find the page of each heading, then writes the numbers into the table of contents and the running heads. This does not
 * move the text.
 */
async function fillInPageNumbers(webContents: WebContents): Promise<void> {
  const places = "document.querySelectorAll('[data-page-of]')"
  if ((await webContents.executeJavaScript(`${places}.length`)) === 0) return
  const pages = findNamedPages(await limitTime(webContents.printToPDF(PDF_OPTIONS)))
  await webContents.executeJavaScript(
    `{ const pages = ${JSON.stringify(Object.fromEntries(pages))};
      for (const place of ${places}) place.textContent = pages[place.dataset.pageOf] ?? ''; }`,
  )
  const headings: { id: string; title: string }[] = await webContents.executeJavaScript(LIST_HEADINGS_SCRIPT)
  const parts: Part[] = []
  for (const { id, title } of headings) {
    const page = pages.get(id)
    if (page !== undefined) parts.push({ title, page })
  }
  // Without a table of contents, the PDF does not show on which pages the parts begin.
  if (parts.length === 0) return
  const title: string = await webContents.executeJavaScript('document.body.dataset.head')
  const style = JSON.stringify(writeRunningHeads(parts, title))
  await webContents.executeJavaScript(
    `{ const style = document.createElement('style'); style.textContent = ${style}; document.head.append(style); }`,
  )
}

function printOn(
  paper: Paper,
  webContents: WebContents,
): Promise<'printed' | 'cancelled' | 'no-printer' | 'failed'> {
  return new Promise((resolve) => {
    webContents.print(
      { printBackground: true, pageSize: paper === 'a4' ? 'A4' : 'Letter' },
      (success, reason) => {
        if (success) return resolve('printed')
        // Chromium's wording differs between versions.
        if (/cancel/i.test(reason)) return resolve('cancelled')
        process.stderr.write(`not printed: ${reason}\n`)
        resolve(/printers/i.test(reason) ? 'no-printer' : 'failed')
      },
    )
  })
}

const LOAD_FONTS_SCRIPT = 'Promise.all([...document.fonts].map((face) => face.load())).then(() => null)'

const LIST_HEADINGS_SCRIPT =
  "[...document.querySelectorAll('h2[id]')].map(({ id, textContent }) => ({ id, title: textContent }))"

const READ_METADATA_SCRIPT = `({
  title: document.title,
  author: document.querySelector('meta[name="author"]')?.content ?? '',
})`

const PDF_OPTIONS: Electron.PrintToPDFOptions = {
  preferCSSPageSize: true,
  printBackground: true,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
}

/** A session that is kept in memory only. */
function createPrintSession(pages: ReadonlyMap<string, PrintedPage>, root: string): Session {
  const printSession = session.fromPartition('print')
  secureSession(printSession, APP_URL)
  printSession.protocol.handle(APP_SCHEME, async ({ method, url }) => {
    const pageResponse = servePage(pages, url, root)
    if (pageResponse) return pageResponse
    const file = method === 'GET' ? findInterfaceFile(root, url) : null
    if (file?.mimeType !== 'font/woff2') return new Response(null, { status: 404 })
    return new Response(await readFile(file.path), { headers: { 'Content-Type': file.mimeType } })
  })
  return printSession
}

/** Serves the page at the URL of its folder, and its other files below that URL. @returns null for any other URL */
function servePage(pages: ReadonlyMap<string, PrintedPage>, url: string, root: string): Response | null {
  const folder = url.slice(0, url.indexOf('/', PRINT_URL.length) + 1)
  const [page, ...otherFiles] = pages.get(folder) ?? []
  if (!page) return null
  if (url === folder)
    return new Response(addFonts(new TextDecoder().decode(page.bytes), root), { headers: pageHeaders })
  const file = otherFiles.find(({ name }) => folder + name === url)
  if (!file) return null
  const extension = file.name.split('.').at(-1) ?? ''
  const type = documentTypes[extension] ?? `image/${extension}`
  return new Response(file.bytes as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': type } })
}

const PRINT_URL = `${APP_URL}print/`

const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
}

function limitTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the page was not printed in time')), TIME_LIMIT_MS)
  })
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer))
}

/** Hides the text on the screen: the window is invisible, and laying the text out for the screen too would double time and memory. */
const HIDE_ON_SCREEN = '@media screen { body { display: none } }'

/** Adds the fonts for reports from the style sheets of the built interface below `root`. */
function addFonts(page: string, root: string): string {
  const folder = join(root, 'assets')
  const rules = readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/@font-face\s*\{[^}]*\}/g) ?? [])
    // Skip the interface's own fonts, which reports do not use.
    .filter((rule) => !/font-family:[^;]*Variable/.test(rule))
    // Addresses in a style sheet are relative to it.
    .map((rule) => rule.replaceAll(/url\(["']?(?:\.\/)?([^"')]+)["']?\)/g, `url("${APP_URL}assets/$1")`))
  return page.replace('</head>', () => `<style>${rules.join('\n')}\n${HIDE_ON_SCREEN}</style></head>`)
}
