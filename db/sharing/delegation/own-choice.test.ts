/** What a delegate with two computers shares: the choice belongs to the delegate, not to a computer. */
import { expect, test, vi } from 'vitest'
import { setLevel } from '../../testing/delegation-steps.ts'
import {
  addComputer,
  changeChoice,
  createDelegationOfTwo,
  editNote,
  getDelegation,
  getNote,
  settle,
  syncNow,
} from '../../testing/delegations.ts'
import { saveNote } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

const inside = '[Internal:](rapporteur:internal) inside'
const hidden = '[Private:](rapporteur:private) hidden'

test('colleagues keep internal passages of a note that the author edits on another computer', async () => {
  const { anna, boris } = await createDelegationOfTwo(true)
  const second = await addComputer(anna, boris)
  changeChoice(anna, { internal: true })
  const { id } = saveNote(anna, `one\n\n${inside}`)
  const other = saveNote(second, 'other')
  await settle(anna, second, boris)
  editNote(second, id, (text) => text.replace('one', 'ONE'))
  // The next file of the second computer then has all notes again.
  setLevel(second, other.id, 'private')
  await syncNow(second)
  await syncNow(boris)
  expect(getNote(boris, id).markdown).toBe(`ONE\n\n${inside}`)
  await settle(anna, boris, second)
  for (const store of [anna, second, boris]) expect(getNote(store, id).markdown).toBe(`ONE\n\n${inside}`)
})

test('the choice of either computer counts on both, also when it takes internal passages back', async () => {
  const { anna, boris } = await createDelegationOfTwo(true)
  changeChoice(anna, { internal: true })
  const second = await addComputer(anna, boris)
  const { id } = saveNote(anna, `one\n\n${inside}`)
  await settle(anna, second, boris)
  changeChoice(second, { internal: false })
  await settle(second, anna, boris)
  expect(getDelegation(anna).choice.internal).toBe(false)
  expect(getNote(boris, id).markdown.trim()).toBe('one')
  for (const store of [anna, second]) expect(getNote(store, id).markdown).toBe(`one\n\n${inside}`)
  expect(getDelegation(boris).choice.internal).toBe(false)
})

test.each(['', `\n\n${hidden}`])(
  'an internal passage that only one computer has survives an edit on the other one, which chose to share it (%j)',
  async (passage) => {
    const { anna, boris } = await createDelegationOfTwo(true)
    const second = await addComputer(anna, boris)
    const { id } = saveNote(anna, `one\n\n${inside}${passage}`)
    await settle(anna, second, boris)
    changeChoice(second, { internal: true })
    await syncNow(second)
    await syncNow(anna)
    second.clock.pass({ hours: 24 })
    editNote(second, id, (text) => text.replace('one', 'ONE'))
    // The other computer has not read the passage yet.
    second.clock.pass({ minutes: 1 })
    await settle(second, anna, boris)
    for (const store of [anna, second, boris])
      expect(getNote(store, id).markdown).toContain(`ONE\n\n${inside}`)
    expect(getNote(anna, id).markdown.includes(hidden)).toBe(passage !== '')
  },
)
