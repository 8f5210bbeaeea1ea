import type { Ipc } from './ipc.ts'
import type { Printer } from './printer.ts'

/** What the window asks to be printed, each under the name of its job, by which it is cancelled. */
export function servePrinting(ipc: Ipc, printer: Printer): void {
  const underWay = new Map<string, AbortController>()

  ipc.handle('cancelPrint', async (_window, job) => underWay.get(String(job))?.abort())
  ipc.handle('printToPdf', async (_window, page, job) => {
    if (typeof page !== 'string' || typeof job !== 'string') throw new TypeError('printToPdf: a page, a job')
    const controller = new AbortController()
    underWay.set(job, controller)
    try {
      return await printer.toPdf(page, controller.signal)
    } finally {
      underWay.delete(job)
    }
  })
}
