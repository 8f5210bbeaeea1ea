import { expect, test } from 'vitest'
import { markFailed, markNothingToSave, markUnsaved, saveAll, type Writer } from './save-state.ts'

test('what is copied or replaced contains all text: if some cannot be saved, the reason is thrown', async () => {
  const full = new Error('the disk is full')
  const save = { fails: true }
  const writer: Writer = {
    flush: async () => (save.fails ? markFailed(writer, full) : markNothingToSave(writer)),
    text: () => 'typed',
    subject: () => ({ kind: 'person', name: 'Ada' }),
  }
  markUnsaved(writer)
  await expect(saveAll()).rejects.toBe(full)
  save.fails = false
  await expect(saveAll()).resolves.toBeUndefined()
})
