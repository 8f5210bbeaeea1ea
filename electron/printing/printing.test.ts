import { expect, test, vi } from 'vitest'
import type { PrintedPage } from '../../core/paper.ts'
import type { Ipc } from '../ipc.ts'
import type { Printer } from './printer.ts'
import { servePrinting } from './printing.ts'

const signals: AbortSignal[] = []
vi.mock('./printer.ts', () => ({
  createPrinter: (): Printer => {
    const wait = (signal?: AbortSignal) => {
      if (signal) signals.push(signal)
      return new Promise<never>(() => {})
    }
    return {
      printToPdf: (_page, signal) => wait(signal),
      printOnPaper: (_page, _paper, signal) => wait(signal),
    }
  },
}))

test('when the notebook is locked, all print jobs are cancelled, also one whose system dialog is open', async () => {
  const handlers = new Map<string, (...input: unknown[]) => unknown>()
  const ipc = {
    handle: (name: string, handler: () => unknown) => handlers.set(name, handler),
  } as unknown as Ipc
  const cancelPrinting = servePrinting(ipc, '/interface')
  const page: PrintedPage = [{ name: 'page.html', bytes: new Uint8Array() }]
  void handlers.get('print')?.(null, page, 'a4', 'first')
  void handlers.get('printToPdf')?.(null, page, 'second')
  await vi.waitFor(() => expect(signals).toHaveLength(2))
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, false])
  cancelPrinting()
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
})
