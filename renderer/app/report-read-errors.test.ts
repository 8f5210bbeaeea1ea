import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import i18next from 'i18next'
import { expect, test } from 'vitest'
import type { ErrorCode } from '../../core/wire.ts'
import { StoreError } from '../lib/store-client.ts'
import { reportReadErrors } from './report-read-errors.ts'

const texts = JSON.parse(readFileSync(new URL('../../core/i18n/en/interface.json', import.meta.url), 'utf8'))
await i18next.init({ lng: 'en', resources: { en: { translation: texts } } })

/** @returns the messages shown after a query failed. `isRepaired`: it succeeds when it is repeated. */
async function collectMessages(error: Error, isRepaired = false): Promise<string[]> {
  const client = new QueryClient()
  const shown: string[] = []
  reportReadErrors(client.getQueryCache(), (text) => void shown.push(text), 50)
  let isFailing = true
  const queryFn = () => (isFailing ? Promise.reject(error) : 'read')
  const query = { queryKey: ['notes.list'], queryFn, retry: false }
  const stop = new QueryObserver(client, query).subscribe(() => {})
  await expect.poll(() => client.getQueryState(query.queryKey)?.status).toBe('error')
  isFailing = !isRepaired
  if (isRepaired) await client.refetchQueries()
  await sleep(100)
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
