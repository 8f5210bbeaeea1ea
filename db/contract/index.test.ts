import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contract } from './index.ts'

test('the tables cover the contract', () => {
  const folder = new URL('.', import.meta.url)
  const named = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^ {2}'(\w+\.\w+)': \{$/gm)])
    .map(([, call]) => call)
  expect(named.sort()).toEqual(Object.keys(contract).sort())
})
