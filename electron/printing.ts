import type { Ipc } from './ipc.ts'
import type { Printer } from './printer.ts'

/** What the window asks to be printed, each under the name of its job, by which it is cancelled. `root`: of the built interface. */
export function servePrinting(ipc: Ipc, root: string): void {
  // Loaded when there is something to print.
  let loaded: Promise<Printer> | undefined
  const printer = () => {
    loaded ??= import('./printer.ts').then(({ createPrinter }) => createPrinter(root))
    return loaded
  }
  const underWay = new Map<string, AbortController>()

  ipc.handle('cancelPrint', async (_window, job) => underWay.get(String(job))?.abort())
  ipc.handle('printToPdf', async (_window, page, job) => {
    if (typeof page !== 'string' || typeof job !== 'string') throw new TypeError('printToPdf: a page, a job')
    const controller = new AbortController()
    underWay.set(job, controller)
    try {
      return await (await printer()).toPdf(page, controller.signal)
    } finally {
      underWay.delete(job)
    }
  })
}
