import { readFileSync } from 'node:fs'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import i18next from 'i18next'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ErrorCode } from '../../core/wire.ts'
import { StoreError } from '../lib/store-client.ts'
import { reportReadErrors } from './report-read-errors.ts'

const texts = JSON.parse(readFileSync(new URL('../../core/i18n/en/interface.json', import.meta.url), 'utf8'))
await i18next.init({ lng: 'en', resources: { en: { translation: texts } } })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** @returns the messages shown after a query failed. `isRepaired`: it succeeds when it is repeated. */
async function collectMessages(error: Error, isRepaired = false): Promise<string[]> {
  const client = new QueryClient()
  const shown: string[] = []
  reportReadErrors(client.getQueryCache(), (text) => void shown.push(text))
  let isFailing = true
  const queryFn = () => (isFailing ? Promise.reject(error) : 'read')
  const query = { queryKey: ['notes.list'], queryFn, retry: false }
  const stop = new QueryObserver(client, query).subscribe(() => {})
  await vi.advanceTimersByTimeAsync(1_000)
  expect(client.getQueryState(query.queryKey)?.status).toBe('error')
  expect(shown).toEqual([])
  isFailing = !isRepaired
  if (isRepaired) await client.refetchQueries()
  await vi.advanceTimersByTimeAsync(2_000)
  stop()
  return shown
}

test('a query that fails is reported with the reason', async () => {
  expect(await collectMessages(new StoreError('file-access', 'for the log'))).toEqual([
    `Part of this screen could not be read. ${texts.errors['file-access']}`,
  ])
  expect(await collectMessages(new TypeError('a fault'))).toEqual([
    `Part of this screen could not be read. ${texts.errors.internal}`,
  ])
})

test.each<ErrorCode>(['busy', 'disk-full'])('%s is reported', async (code) => {
  expect(await collectMessages(new StoreError(code, 'for the log'))).toHaveLength(1)
})

test.each<ErrorCode>(['not-found', 'locked', 'damaged'])(
  '%s is not reported, since the window shows it elsewhere',
  async (code) => {
    expect(await collectMessages(new StoreError(code, 'for the log'))).toEqual([])
  },
)

test('a query that succeeds when it is repeated is not reported', async () => {
  expect(await collectMessages(new StoreError('internal', 'for the log'), true)).toEqual([])
})
