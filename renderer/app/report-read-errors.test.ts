import { readFileSync } from 'node:fs'
import { QueryClient } from '@tanstack/react-query'
import i18next from 'i18next'
import { expect, test } from 'vitest'
import type { ErrorCode } from '../../core/wire.ts'
import { StoreError } from '../lib/store-client.ts'
import { reportReadErrors } from './report-read-errors.ts'

const texts = JSON.parse(readFileSync(new URL('../../core/i18n/en/interface.json', import.meta.url), 'utf8'))
await i18next.init({ lng: 'en', resources: { en: { translation: texts } } })

async function showsAfter(error: Error): Promise<string[]> {
  const client = new QueryClient()
  const shown: string[] = []
  reportReadErrors(client.getQueryCache(), (text) => void shown.push(text))
  const queryFn = () => Promise.reject(error)
  await expect(client.fetchQuery({ queryKey: ['notes.list'], queryFn, retry: false })).rejects.toBe(error)
  return shown
}

test('a query that fails is reported with the reason', async () => {
  expect(await showsAfter(new StoreError('file-access', 'for the log'))).toEqual([
    `Part of this screen could not be read. ${texts.errors['file-access']}`,
  ])
  expect(await showsAfter(new TypeError('a fault'))).toEqual([
    `Part of this screen could not be read. ${texts.errors.internal}`,
  ])
})

test.each<ErrorCode>(['not-found', 'locked', 'damaged'])(
  '%s is not reported, since the window shows it elsewhere',
  async (code) => {
    expect(await showsAfter(new StoreError(code, 'for the log'))).toEqual([])
  },
)
