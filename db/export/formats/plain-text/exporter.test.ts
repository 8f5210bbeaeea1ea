/** Exports reports from a real store as plain text. */
import { expect, test } from 'vitest'
import { createTempStore, saveNote } from '../../../testing/temp-store.ts'
import { getText } from '../../testing/sample.ts'

test('a numbered task keeps its number and its box', async () => {
  const store = createTempStore()
  saveNote(store, '1. [x] done\n2. [ ] open\n3. neither')
  expect(await getText(store, { format: 'txt' })).toContain('\n1. ☑ done\n2. ☐ open\n3. neither\n')
})
