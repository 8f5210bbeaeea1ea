import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { createTempFolder } from '../testing/temp-store.ts'
import { writeZip } from './write-zip.ts'

const parts = [
  { name: 'mimetype', bytes: strToU8('text/plain'), stored: true },
  { name: 'папка/long.xml', bytes: strToU8('<x>слово</x>'.repeat(20_000)) },
  { name: 'empty', bytes: new Uint8Array() },
]

test('another library reads every part, and a checker finds no fault', () => {
  const archive = writeZip(parts)
  const read = unzipSync(archive)
  expect(Object.keys(read)).toEqual(parts.map(({ name }) => name))
  for (const { name, bytes } of parts)
    expect(strFromU8(read[name] ?? new Uint8Array([1]))).toBe(strFromU8(bytes))
  const path = join(createTempFolder(), 'archive.zip')
  writeFileSync(path, archive)
  const found = execFileSync(
    'python3',
    ['-c', 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip())', path],
    { encoding: 'utf8' },
  )
  expect(found.trim()).toBe('None')
})

test('the first part is stored uncompressed at byte 38, as OpenDocument requires', () => {
  expect(strFromU8(writeZip(parts).subarray(30, 48))).toBe('mimetypetext/plain')
})
