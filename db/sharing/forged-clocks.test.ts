/** Forged clocks that name edits of the future do not hide later edits. */
import { readFileSync } from 'node:fs'
import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { createContactId, createNoteId, octopus, saveNote, someone, unwrap } from '../testing/temp-store.ts'
import { type Content, getContent, getEntries, resignBundle, writeBundle } from './testing/forge.ts'
import { importShared, shareNotes } from './testing/shared-files.ts'
import { anna, boris, getText, prepareTwoStores } from './testing/two-stores.ts'

prepareTwoStores()

test.each<[string, (content: Content) => void]>([
  [
    'the device of the colleague',
    (content) => {
      content.device = anna.lifecycle.ready().device.id
    },
  ],
  [
    'the colleague’s device as its sender',
    (content) => {
      content.from = anna.lifecycle.ready().device.id
      delete content.device
    },
  ],
])('an unsigned file with %s hides none of their later edits', async (_, claim) => {
  const { id } = saveNote(anna, 'Anna’s')
  await importShared(boris, await shareNotes(anna))
  saveNote(boris, 'Anna’s and Boris’s', { id, baseRevision: 1 })
  const path = await shareNotes(boris)
  await importShared(anna, path)
  const content = getContent(getEntries(readFileSync(path)))
  Object.assign(content, { from: createNoteId(), people: [], pictures: [] })
  content.notes = content.notes.filter((note) => note.id === id)
  for (const note of content.notes) note.clock = { [anna.lifecycle.ready().device.id]: 2 ** 40 }
  claim(content)
  await importShared(boris, writeBundle(strToU8(JSON.stringify(content))))
  saveNote(anna, 'Anna’s and Boris’s, written on', { id, baseRevision: 2 })
  await importShared(boris, await shareNotes(anna))
  expect(getText(boris, id)).toBe('Anna’s and Boris’s, written on')
})

describe('an edit that claims to include a colleague’s future edits hides none of them:', () => {
  /** Mallory has Anna’s file and claims to know Anna’s future edits. */
  const claimEdit = (file: string, edit: Partial<Content>) =>
    writeBundle(
      resignBundle(readFileSync(file), (content) => {
        const from = createNoteId()
        Object.assign(content, { from, people: [] }, edit)
        const device = content.device ?? ''
        for (const row of [...content.notes, ...content.contacts]) {
          const clock = { [anna.lifecycle.ready().device.id]: 2 ** 40, [device]: 2 ** 40 }
          const updatedAt = '2016-11-17T13:31:00.000Z'
          Object.assign(row, { revision: 2 ** 40, updatedAt, author: from, device, clock })
        }
      }),
    )

  test('a note', async () => {
    const { id } = saveNote(anna, 'Anna’s')
    const first = await shareNotes(anna)
    await importShared(boris, first)
    boris.clock.pass({ minutes: 5 })
    const [note] = getContent(getEntries(readFileSync(first))).notes
    if (!note) throw new Error('the note is not in the file')
    const file = claimEdit(first, { notes: [{ ...note, markdown: 'Mallory’s' }] })
    await importShared(boris, file)
    expect(getText(boris, id)).toBe('Mallory’s')
    anna.clock.pass({ minutes: 10 })
    saveNote(anna, 'Anna’s, written on', { id, baseRevision: 1 })
    boris.clock.pass({ minutes: 10 })
    const path = await shareNotes(anna)
    const { preview } = await importShared(boris, path, { theirs: [id] })
    expect(preview?.notes).toMatchObject([{ id, step: 'both' }])
    expect(getText(boris, id)).toBe('Anna’s, written on')
    for (const again of [file, path]) expect(await importShared(boris, again)).toMatchObject({ id: null })
    anna.clock.pass({ minutes: 10 })
    saveNote(anna, 'Anna’s, to its end', { id, baseRevision: 2 })
    boris.clock.pass({ minutes: 30 })
    const last = await importShared(boris, await shareNotes(anna), { theirs: [id] })
    expect(last.preview?.notes).toMatchObject([{ id }])
    expect(getText(boris, id)).toBe('Anna’s, to its end')
  })

  test('a contact', async () => {
    const id = createContactId()
    const save = (role: string) =>
      unwrap(anna.call('contacts.save', { id, conference: octopus, fields: { ...someone, role } }))
    const getRole = () => unwrap(boris.call('contacts.list', { conference: octopus }))[0]?.role
    save('Prosecutor')
    const first = await shareNotes(anna)
    await importShared(boris, first)
    boris.clock.pass({ minutes: 5 })
    const [contact] = getContent(getEntries(readFileSync(first))).contacts
    if (!contact) throw new Error('the contact is not in the file')
    await importShared(boris, claimEdit(first, { contacts: [{ ...contact, role: 'Mallory' }] }))
    expect(getRole()).toBe('Mallory')
    anna.clock.pass({ minutes: 10 })
    save('Judge')
    boris.clock.pass({ minutes: 10 })
    await importShared(boris, await shareNotes(anna), { theirs: [id] })
    expect(getRole()).toBe('Judge')
  })
})

test('opening an earlier file of a colleague after a later one changes nothing', async () => {
  const { id } = saveNote(anna, 'one')
  const earlier = await shareNotes(anna)
  anna.clock.pass({ minutes: 10 })
  saveNote(anna, 'one, two', { id, baseRevision: 1 })
  boris.clock.pass({ minutes: 30 })
  await importShared(boris, await shareNotes(anna))
  boris.clock.pass({ minutes: 10 })
  expect(await importShared(boris, earlier)).toMatchObject({ id: null })
  saveNote(boris, 'one, two, three', { id, baseRevision: 2 })
  expect(await importShared(boris, earlier)).toMatchObject({ id: null })
  expect(getText(boris, id)).toBe('one, two, three')
})
