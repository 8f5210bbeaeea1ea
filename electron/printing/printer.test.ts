import { expect, test, vi } from 'vitest'
import { createPrinter } from './printer.ts'

vi.mock('electron', () => ({
  app: {},
  protocol: {},
  BrowserWindow: class {},
  session: {
    fromPartition: () => {
      throw new Error('the job was started')
    },
  },
}))

test('a job that was cancelled while the printer was loaded is not started', async () => {
  const printer = createPrinter('/interface')
  const page = [{ name: 'page.html', bytes: new Uint8Array() }]
  expect(await printer.printToPdf(page, AbortSignal.abort())).toBeNull()
  expect(await printer.printOnPaper(page, 'a4', AbortSignal.abort())).toBe('cancelled')
})
