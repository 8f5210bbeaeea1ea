import { afterAll, expect, test, vi } from 'vitest'
import { importConference } from './import-files.ts'

const { announced } = vi.hoisted(() => {
  vi.stubGlobal('window', { desktop: { platform: 'linux' } })
  return { announced: [] as string[] }
})
vi.mock('../../lib/store-client.ts', () => {
  class StoreError extends Error {}
  const call = () => Promise.reject(new StoreError('The store was restarted.'))
  return { StoreError, call }
})
vi.mock('../../lib/error-text.ts', () => ({ getErrorText: ({ message }: Error) => message }))
vi.mock('../../ui/undo-bar.tsx', () => ({ announce: (text: string) => announced.push(text) }))
vi.mock('../../lib/router.ts', () => ({}))
vi.mock('../contacts/index.ts', () => ({}))
vi.mock('./import-reading.ts', () => ({}))
vi.mock('./offered-notes.ts', () => ({}))
afterAll(() => vi.unstubAllGlobals())

test('says why no file can be chosen', async () => {
  await importConference()
  expect(announced).toEqual(['The store was restarted.'])
})
