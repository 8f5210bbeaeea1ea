import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { message } from '../../core/i18n/message.ts'
import { createTempFolder } from '../testing/temp-store.ts'
import { readChosen } from './chosen-file.ts'

const read = (path: string, most: number) =>
  readChosen(path, most, () => message('common.verbatim', { text: 'Too large.' }))

test('reads a file, also through a link, but no more than the limit', () => {
  const [path, link] = ['days.xml', 'link.xml'].map((name) => join(createTempFolder(), name)) as [
    string,
    string,
  ]
  writeFileSync(path, 'x'.repeat(1000))
  symlinkSync(path, link)
  expect(read(link, 1000)).toEqual(new Uint8Array(readFileSync(path)))
  expect(() => read(path, 999)).toThrow('Too large.')
})

test.runIf(process.platform === 'linux')('reads no more than the limit if the system reports no size', () => {
  const path = '/proc/cpuinfo'
  const { length } = readFileSync(path)
  expect(read(path, length * 2).length).toBeGreaterThan(0)
  expect(() => read(path, 20)).toThrow('Too large.')
})

test.runIf(process.platform === 'linux')('refuses to open a file without an end', () => {
  expect(() => read('/dev/zero', 1000)).toThrow('zero is a device or a pipe')
})
