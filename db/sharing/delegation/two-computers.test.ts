/** Notes of a delegate who uses two computers. */
import { expect, test, vi } from 'vitest'
import {
  addComputer,
  createDelegationOfTwo,
  editNote,
  getNote,
  settle,
  setWritable,
  syncNow,
} from '../../testing/delegations.ts'
import { saveNote } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

const hidden = '[Private:](rapporteur:private) hidden'

test('edits on another computer of the author keep the private passages that only one has', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  const all = [anna, boris, second]
  const { id } = saveNote(anna, `one\n\n${hidden}\n`)
  await settle(...all)
  const expectTexts = (text: string, own: string) => {
    expect(getNote(anna, id).markdown).toBe(own)
    for (const store of [boris, second]) expect(getNote(store, id).markdown).toBe(text)
  }
  editNote(second, id, (text) => `${text}\nby the second\n`)
  await settle(...all)
  expectTexts('one\n\nby the second\n', `one\n\nby the second\n\n${hidden}\n`)
  setWritable(second, id)
  await settle(...all)
  editNote(second, id, (text) => text.replace('one', 'ONE'))
  await settle(...all)
  expectTexts('ONE\n\nby the second\n', `ONE\n\nby the second\n\n${hidden}\n`)
  expect(await syncNow(anna)).toMatchObject({ read: 0, written: 0 })
})

test('what the author wrote on another computer before it learned that all may edit the note joins the text', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  const { id } = saveNote(anna, 'one\n\ntwo')
  await settle(anna, boris, second)
  // Later than the last record, whose time was copied with the notebook.
  second.clock.pass({ minutes: 1440 })
  editNote(second, id, (text) => `${text}\n\nby the second`)
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(boris, id, (text) => text.replace('one', 'by Boris'))
  await syncNow(boris)
  await settle(second, anna, boris)
  for (const store of [anna, boris, second]) {
    expect(getNote(store, id).markdown).toContain('two\n\nby the second')
    expect(getNote(store, id).markdown).toContain('by Boris')
  }
})

test('a computer of the author that edited nothing takes the text of all, without paragraphs that were removed', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  const { id } = saveNote(second, 'one\n\ntwo')
  await settle(second, anna, boris)
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(boris, id, (text) => text.replace('one\n\n', ''))
  await syncNow(boris)
  await settle(second, anna, boris)
  for (const store of [anna, boris, second]) expect(getNote(store, id).markdown).toBe('two')
})
