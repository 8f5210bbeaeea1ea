import { isPaper, type PrintedPage } from '../../core/paper.ts'
import type { Ipc } from '../ipc.ts'
import type { Printer } from './printer.ts'

/**
 * Serves the window's print jobs, each with a name by which it can be cancelled. `root` is the built interface.
 * @returns a function that cancels all jobs, whose hidden windows have text of the notebook
 */
export function servePrinting(ipc: Ipc, root: string): () => void {
  // Loaded on the first print job.
  let loaded: Promise<Printer> | undefined
  const loadPrinter = () => {
    loaded ??= import('./printer.ts').then(({ createPrinter }) => createPrinter(root))
    return loaded
  }
  const runningJobs = new Map<string, AbortController>()

  async function runJob<T>(
    job: string,
    work: (printer: Printer, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController()
    runningJobs.set(job, controller)
    try {
      return await work(await loadPrinter(), controller.signal)
    } finally {
      runningJobs.delete(job)
    }
  }

  ipc.handle('cancelPrint', async (_window, job) => runningJobs.get(String(job))?.abort())
  ipc.handle('printToPdf', async (_window, page, job) => {
    if (!isPage(page) || typeof job !== 'string') throw new TypeError('printToPdf: expected a page and a job')
    return runJob(job, (printer, signal) => printer.printToPdf(page, signal))
  })
  ipc.handle('print', async (_window, page, paper, job) => {
    if (!isPage(page) || !isPaper(paper) || typeof job !== 'string')
      throw new TypeError('print: expected a page, a paper size and a job')
    return runJob(job, (printer, signal) => printer.printOnPaper(page, paper, signal))
  })
  return () => {
    for (const controller of runningJobs.values()) controller.abort()
  }
}

function isPage(value: unknown): value is PrintedPage {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(({ name, bytes }) => typeof name === 'string' && bytes instanceof Uint8Array)
  )
}
