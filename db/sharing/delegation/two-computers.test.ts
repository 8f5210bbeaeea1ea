/** Notes of a delegate who uses two computers. */
import { expect, test, vi } from 'vitest'
import type { NoteId } from '../../model.ts'
import { addComputer, delegation, settle, syncNow } from '../../testing/delegations.ts'
import { octopus, saveNote, type TestStore, unwrap } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

const get = (store: TestStore, id: NoteId) => unwrap(store.call('notes.get', { id }))
const edit = (store: TestStore, id: NoteId, change: (text: string) => string) => {
  const { markdown, revision } = get(store, id)
  store.clock.pass({ minutes: 1 })
  return saveNote(store, change(markdown), { id, baseRevision: revision })
}
const share = (store: TestStore, note: NoteId) =>
  unwrap(store.call('delegation.setWritable', { conference: octopus, note, isWritable: true }))
const hidden = '[Private:](rapporteur:private) hidden'

test('edits on another computer of the author keep the private passages that only one has', async () => {
  const { anna, boris } = await delegation()
  const second = await addComputer(anna, boris)
  const all = [anna, boris, second]
  const { id } = saveNote(anna, `one\n\n${hidden}\n`)
  await settle(...all)
  const expectTexts = (text: string, own: string) => {
    expect(get(anna, id).markdown).toBe(own)
    for (const store of [boris, second]) expect(get(store, id).markdown).toBe(text)
  }
  edit(second, id, (text) => `${text}\nby the second\n`)
  await settle(...all)
  expectTexts('one\n\nby the second\n', `one\n\nby the second\n\n${hidden}\n`)
  share(second, id)
  await settle(...all)
  edit(second, id, (text) => text.replace('one', 'ONE'))
  await settle(...all)
  expectTexts('ONE\n\nby the second\n', `ONE\n\nby the second\n\n${hidden}\n`)
  expect(await syncNow(anna)).toMatchObject({ read: 0, written: 0 })
})

test('what the author wrote on another computer before it learned that all may edit the note joins the text', async () => {
  const { anna, boris } = await delegation()
  const second = await addComputer(anna, boris)
  const { id } = saveNote(anna, 'one\n\ntwo')
  await settle(anna, boris, second)
  // Later than the last record, whose time was copied with the notebook.
  second.clock.pass({ minutes: 1440 })
  edit(second, id, (text) => `${text}\n\nby the second`)
  share(anna, id)
  await settle(anna, boris)
  edit(boris, id, (text) => text.replace('one', 'by Boris'))
  await syncNow(boris)
  await settle(second, anna, boris)
  for (const store of [anna, boris, second]) {
    expect(get(store, id).markdown).toContain('two\n\nby the second')
    expect(get(store, id).markdown).toContain('by Boris')
  }
})

test('a computer of the author that edited nothing takes the text of all, without paragraphs that were removed', async () => {
  const { anna, boris } = await delegation()
  const second = await addComputer(anna, boris)
  const { id } = saveNote(second, 'one\n\ntwo')
  await settle(second, anna, boris)
  share(anna, id)
  await settle(anna, boris)
  edit(boris, id, (text) => text.replace('one\n\n', ''))
  await syncNow(boris)
  await settle(second, anna, boris)
  for (const store of [anna, boris, second]) expect(get(store, id).markdown).toBe('two')
})
