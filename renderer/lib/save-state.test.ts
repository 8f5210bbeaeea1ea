import { expect, test } from 'vitest'
import { markFailed, markNothingToSave, markUnsaved, saveAll, type Writer } from './save-state.ts'

test('saveAll throws the reason if some text cannot be saved', async () => {
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
