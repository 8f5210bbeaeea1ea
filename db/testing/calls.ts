/** Tests contract calls, each with a valid request and invalid ones. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CallName, Input, Output } from '../contract/index.ts'
import { bundle, getBytes } from './bundles.ts'
import {
  createTempFolder,
  createTempStore,
  octopus,
  type TestStore,
  unwrap,
  unwrapError,
} from './temp-store.ts'

export type Case<N extends CallName> = {
  good: (store: TestStore) => Input<N> | Promise<Input<N>>
  /** Checks the reply. */
  answers: (value: Output<N>, store: TestStore) => void
  bad: unknown[]
}

export const createOctopusInput = () => ({ conference: octopus })
export const badConference = [
  {},
  { conference: 'No Slug' },
  { conference: octopus, extra: 1 },
  null,
  'text',
  [],
]
export const reportOptions: Input<'export.preview'> = {
  conference: octopus,
  format: 'md',
  title: 'Back to office',
  sessions: null,
  language: 'en',
}

export function grantSampleFile(store: TestStore): string {
  const path = join(store.folder, 'testing.json')
  writeFileSync(path, getBytes(bundle()))
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return grant
}

export function checkCalls<Name extends CallName>(cases: { [N in Name]: Case<N> }): void {
  for (const name of Object.keys(cases) as Name[]) check(name, cases[name])
}

function check<N extends CallName>(name: N, { good, answers, bad }: Case<N>): void {
  describe(name, () => {
    test('answers a valid request', async () => {
      const store = createTempStore({ folder: createTempFolder() })
      const input = await good(store)
      answers(unwrap(await store.request(name, input)), store)
    })

    test('refuses an invalid request', async () => {
      const store = createTempStore()
      for (const input of bad) {
        const failure = unwrapError(await store.request(name, input as Input<N>))
        expect(failure.code, JSON.stringify(input)).toBe('invalid-input')
        expect(failure.message.startsWith(`${name}: `)).toBe(true)
      }
    })
  })
}
