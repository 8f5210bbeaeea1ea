import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { BrowserWindow, type Session, session } from 'electron'
import { interfaceFile } from './interface-files.ts'
import type { Ipc } from './ipc.ts'
import { withFonts } from './print-fonts.ts'
import { secureSession } from './security.ts'
import { APP_SCHEME, APP_URL } from './urls.ts'

/** Two thousand pages took a minute and a half; past this something is wrong with the page. */
const patienceMs = 600_000

/**
 * Makes a PDF of a page that the store wrote, in a window that nobody sees: sandboxed, in a session of its own, where
 * nothing is served but that page and the interface's fonts, and no script of the page is run.
 */
export function servePrinting(ipc: Ipc, root: string): void {
  const pages = new Map<string, string>()
  const underWay = new Map<string, BrowserWindow>()
  let own: Session | null = null

  ipc.handle('cancelPrint', async (_window, job) => underWay.get(String(job))?.destroy())
  ipc.handle('printToPdf', async (_window, page, job) => {
    if (typeof page !== 'string' || typeof job !== 'string') throw new TypeError('printToPdf: a page, a job')
    own ??= printSession(pages, root)
    const address = `${APP_URL}print/${randomUUID()}`
    pages.set(address, withFonts(page, root))
    const window = new BrowserWindow({
      show: false,
      webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false },
    })
    underWay.set(job, window)
    try {
      return await withinPatience(print(window, address))
    } catch (error) {
      // Printing fails when its window is gone: that was asked for.
      if (window.isDestroyed()) return null
      throw error
    } finally {
      window.destroy()
      underWay.delete(job)
      pages.delete(address)
    }
  })
}

async function print(window: BrowserWindow, address: string): Promise<Uint8Array<ArrayBuffer>> {
  await window.loadURL(address)
  // A face is loaded once the layout asks for it.
  await window.webContents.executeJavaScript('document.fonts.ready.then(() => null)')
  const pdf = await window.webContents.printToPDF({
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate,
  })
  return new Uint8Array(pdf)
}

const footerTemplate = `<div style="width: 100%; text-align: center; font: 9px sans-serif; color: #57534a">
  <span class="pageNumber"></span> / <span class="totalPages"></span></div>`

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
    "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'",
}

function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the page was not printed in time')), patienceMs)
  })
  return Promise.race([work, tooLong]).finally(() => clearTimeout(timer))
}
