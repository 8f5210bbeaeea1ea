/** A file that is too large is never written, since colleagues do not read it. */
import { expect, test, vi } from 'vitest'
import { message } from '../../../core/i18n/message.ts'
import { createDelegationOfTwo, getFiles, getTexts, settle } from '../../testing/delegations.ts'
import { createTempFolder, octopus, saveNote } from '../../testing/temp-store.ts'
import { MAX_FILE_BYTES } from '../bundle.ts'
import { writeFile } from './folder.ts'
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
