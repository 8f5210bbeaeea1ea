/** Files that are too large are neither written nor read, and nothing in the folder blocks the sync. */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { message } from '../../../core/i18n/message.ts'
import { createDelegationOfTwo, getFiles, getTexts, settle } from '../../testing/delegations.ts'
import { createTempFolder, octopus, saveNote } from '../../testing/temp-store.ts'
import { MAX_FILE_BYTES } from '../bundle.ts'
import { describeFile, listFiles, readComplete, removeOtherFiles, writeFile } from './folder.ts'
import { changeState } from './state.ts'

vi.setConfig({ testTimeout: 180_000 })

test('a file that is larger than the limit is refused', () => {
  const folder = createTempFolder()
  const device = '01234567-89ab-4def-8123-456789abcdef'
  const write = () => writeFile(folder, device, new Uint8Array(MAX_FILE_BYTES + 1))
  expect(write).toThrow(
    expect.objectContaining({
      code: 'invalid-input',
      details: message('delegation.too-large', { megabytes: 257, most: 256 }),
    }),
  )
  expect(getFiles(folder)).toEqual([])
})

test('files whose contents exceed the limit together stay, and later ones are added', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  saveNote(anna, 'one')
  await settle(anna, boris)
  const files = getFiles(folder)
  changeState(anna.lifecycle.ready().connection.sql, octopus, ({ published }) => {
    Object.assign(published, { snapshotBytes: MAX_FILE_BYTES * 0.4, laterBytes: MAX_FILE_BYTES * 0.7 })
  })
  saveNote(anna, 'two')
  await settle(anna, boris)
  expect(getFiles(folder)).toEqual(expect.arrayContaining(files))
  expect(getTexts(boris)).toEqual(['one', 'two'])
})

test.skipIf(process.platform === 'win32').each([
  ['a pipe that nobody writes to', ['mkfifo']],
  ['a link to itself', ['ln', '-s', 'FILE']],
])('%s in the folder is not read', (_, [command = '', ...args]) => {
  const folder = createTempFolder()
  const device = '01234567-89ab-4def-8123-456789abcdef'
  const name = `00000001-${'0'.repeat(64)}.age`
  mkdirSync(join(folder, device))
  const given = args.map((arg) => (arg === 'FILE' ? name : arg))
  execFileSync(command, [...given, name], { cwd: join(folder, device) })
  const [file = { name: '', device }] = listFiles(folder)
  expect(describeFile(folder, file)).toContain(name)
  expect(readComplete(folder, file)).toBeNull()
})

test('a folder with the name of a file does not stop the clean-up', () => {
  const folder = createTempFolder()
  const device = '01234567-89ab-4def-8123-456789abcdef'
  mkdirSync(join(folder, device, `00000001-${'0'.repeat(64)}.age`), { recursive: true })
  removeOtherFiles(folder, device, [])
  expect(listFiles(folder)).toEqual([])
})
