import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contract } from './index.ts'

test('every call of the contract is tested by a file in this folder', () => {
  const folder = new URL('.', import.meta.url)
  const testedCalls = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^ {2}'(\w+\.\w+)': \{$/gm)])
    .map(([, call]) => call)
  expect(testedCalls.sort()).toEqual(Object.keys(contract).sort())
})
