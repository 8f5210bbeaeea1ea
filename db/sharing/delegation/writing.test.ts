/** Notes that several colleagues write. */
import { cpSync, statSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { setLevel } from '../../testing/delegation-steps.ts'
import {
  addComputer,
  changeChoice,
  createDelegate,
  createDelegationOfTwo,
  createInvitation,
  editNote,
  getDelegation,
  getFiles,
  getNote,
  getTexts,
  joinDelegation,
  settle,
  setWritable,
  syncNow,
} from '../../testing/delegations.ts'
import { addEntry } from '../../testing/own-entries.ts'
import { createPng } from '../../testing/pictures.ts'
import { createTempFolder, octopus, saveNote, unwrap } from '../../testing/temp-store.ts'

vi.setConfig({ testTimeout: 180_000 })

async function createSharedNote(text: string) {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, text, { session: 'workshop-9' })
  setWritable(anna, id)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  await settle(anna, boris, clara)
  return { folder, anna, boris, clara, id }
}

test('edits of different paragraphs are merged on every device, and earlier texts stay as versions', async () => {
  const { anna, boris, clara, id } = await createSharedNote('one\n\ntwo\n\nthree')
  editNote(anna, id, (text) => text.replace('one', 'ONE'))
  editNote(boris, id, (text) => `${text}\n\nby Boris`)
  editNote(clara, id, (text) => text.replace('two', 'by Clara'))
  await settle(anna, boris, clara)
  for (const store of [anna, boris, clara]) {
    expect(getNote(store, id).markdown).toBe('ONE\n\nby Clara\n\nthree\n\nby Boris')
    expect(unwrap(store.call('notes.versions', { id })).length).toBeGreaterThan(0)
  }
  // No device sends changes again that another device has sent.
  expect(await syncNow(anna)).toMatchObject({ read: 0, written: 0 })
})

test('a paragraph that two changed is kept twice on every device, until somebody removes one', async () => {
  const { anna, boris, clara, id } = await createSharedNote('The vote is at three.\n\nEnd')
  editNote(anna, id, (text) => text.replace('three', 'four'))
  editNote(boris, id, (text) => text.replace('three', 'five'))
  await settle(anna, boris, clara)
  const both = getNote(anna, id).markdown
  expect(both.split('\n\n').sort()).toEqual(['End', 'The vote is at five.', 'The vote is at four.'])
  for (const store of [boris, clara]) expect(getNote(store, id).markdown).toBe(both)
  editNote(clara, id, (text) => text.replace('The vote is at four.\n\n', ''))
  await settle(clara, anna, boris)
  for (const store of [anna, boris]) expect(getNote(store, id).markdown).toBe('The vote is at five.\n\nEnd')
})

test('text typed while a colleague’s text arrives is merged with it, and the save returns an earlier revision', async () => {
  const { anna, boris, id } = await createSharedNote('one\n\ntwo')
  const opened = getNote(anna, id)
  editNote(boris, id, (text) => `${text}\n\nby Boris`)
  await syncNow(boris)
  await syncNow(anna)
  const typing = { id, session: 'workshop-9', baseRevision: opened.revision }
  const first = saveNote(anna, 'one, typed\n\ntwo', typing)
  const second = saveNote(anna, 'one, typed on\n\ntwo', { ...typing, baseRevision: first.revision })
  const { markdown, revision } = getNote(anna, id)
  expect(markdown).toBe('one, typed on\n\ntwo\n\nby Boris')
  expect(revision).toBeGreaterThan(second.revision)
  await settle(anna, boris)
  expect(getNote(boris, id).markdown).toBe(markdown)
})

test('a private passage stays here, and colleagues’ edits still arrive', async () => {
  const { anna, boris, clara, id } = await createSharedNote('one\n\ntwo')
  editNote(boris, id, (text) => `${text}\n\n[Private:](rapporteur:private) hidden`)
  editNote(anna, id, (text) => text.replace('one', 'ONE'))
  await settle(anna, boris, clara)
  expect(getNote(boris, id).markdown).toBe('ONE\n\ntwo\n\n[Private:](rapporteur:private) hidden')
  for (const store of [anna, clara]) expect(getNote(store, id).markdown).toBe('ONE\n\ntwo')
  editNote(boris, id, (text) => text.replace('[Private:](rapporteur:private) hidden', 'for all'))
  await settle(boris, anna, clara)
  for (const store of [anna, clara]) expect(getNote(store, id).markdown).toBe('ONE\n\ntwo\n\nfor all')
})

const hidden = '[Private:](rapporteur:private) hidden'

test('a private passage of the author stops nobody’s writing', async () => {
  const { anna, boris, clara, id } = await createSharedNote('one\n\ntwo')
  const expectText = (text: string, own = text) => {
    expect(getNote(anna, id).markdown).toBe(own)
    for (const store of [boris, clara]) expect(getNote(store, id).markdown).toBe(text)
  }
  editNote(anna, id, (text) => `${text}\n\n${hidden}`)
  await settle(anna, boris, clara)
  editNote(boris, id, (text) => `${text}\n\nby Boris`)
  editNote(clara, id, (text) => text.replace('one', 'ONE'))
  editNote(anna, id, (text) => text.replace('two', 'two and a half'))
  await settle(anna, boris, clara)
  const shared = 'ONE\n\ntwo and a half\n\nby Boris'
  expectText(shared, `${shared}\n\n${hidden}`)
  editNote(anna, id, (text) => text.replace(hidden, 'for all'))
  await settle(anna, boris, clara)
  expectText(`${shared}\n\nfor all`)
  expect(await syncNow(anna)).toMatchObject({ read: 0, written: 0 })
})

test('a note that has a private passage when all members may first edit it is shared without the passage', async () => {
  const { anna, boris, clara, id } = await createSharedNote(`one\n\n${hidden}\n`)
  editNote(boris, id, (text) => `${text}\nby Boris\n`)
  editNote(anna, id, (text) => text.replace('one', 'ONE'))
  await settle(anna, boris, clara)
  expect(getNote(anna, id).markdown).toBe(`ONE\n\nby Boris\n\n${hidden}\n`)
  for (const store of [boris, clara]) expect(getNote(store, id).markdown).toBe('ONE\n\nby Boris\n')
})

test('a private passage that also covers a colleague’s paragraph does not delete it', async () => {
  const { anna, boris, clara, id } = await createSharedNote('one')
  editNote(boris, id, (text) => `${text}\n\nby Boris`)
  await settle(anna, boris, clara)
  editNote(anna, id, (text) => text.replace('one', `one\n\n${hidden}`))
  editNote(clara, id, (text) => `${text}\n\nby Clara`)
  await settle(anna, boris, clara)
  expect(getNote(anna, id).markdown).toBe(`one\n\n${hidden}\n\nby Boris\n\nby Clara`)
  for (const store of [boris, clara]) expect(getNote(store, id).markdown).toBe('one\n\nby Boris\n\nby Clara')
  editNote(anna, id, (text) => text.replace(hidden, 'open'))
  await settle(anna, boris, clara)
  expect(getNote(clara, id).markdown).toBe('one\n\nopen\n\nby Boris\n\nby Clara')
})

test('a member who shares no notes shares no titles of appointments with a picture either', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  setWritable(anna, id)
  changeChoice(boris, { notes: false })
  saveNote(boris, 'Said at lunch.', { session: addEntry(boris, octopus, { title: 'Lunch' }) })
  await settle(anna, boris)
  const { sha256 } = unwrap(await boris.request('pictures.add', { bytes: createPng(2, 2) }))
  editNote(boris, id, (text) => `${text}\n\n![Slide](rapporteur:picture/${sha256})`)
  await settle(boris, anna)
  expect(unwrap(anna.call('pictures.read', { sha256 }))).not.toBeNull()
  expect(unwrap(anna.call('sessions.list', { conference: octopus })).map(({ title }) => title)).not.toContain(
    'Lunch',
  )
})

test('a picture that a member adds reaches all, also members who join after the member left', async () => {
  const { folder, anna, boris, id } = await createSharedNote('one')
  const { sha256 } = unwrap(await boris.request('pictures.add', { bytes: createPng(2, 2) }))
  editNote(boris, id, (text) => `${text}\n\n![Slide](rapporteur:picture/${sha256})`)
  await settle(boris, anna)
  expect(unwrap(anna.call('pictures.read', { sha256 }))).not.toBeNull()
  unwrap(await boris.request('delegation.leave', { conference: octopus }))
  await settle(anna)
  const dmitri = createDelegate('Dmitri')
  await joinDelegation(dmitri, createInvitation(anna), folder)
  await settle(dmitri, anna)
  expect(getNote(dmitri, id).markdown).toContain(sha256)
  expect(unwrap(dmitri.call('pictures.read', { sha256 }))).not.toBeNull()
  expect(await syncNow(anna)).toMatchObject({ read: 0, written: 0 })
})

test('only the author decides who writes, and a note that is no longer shared for writing is the author’s again', async () => {
  const { anna, boris, clara, id } = await createSharedNote('one')
  expect(boris.call('delegation.setWritable', { conference: octopus, note: id, isWritable: false }).ok).toBe(
    false,
  )
  setWritable(anna, id, false)
  await settle(anna, boris, clara)
  editNote(boris, id, () => 'by Boris')
  editNote(anna, id, () => 'by Anna')
  await settle(anna, boris, clara)
  expect([anna, boris, clara].map(getTexts)).toEqual([['by Anna'], ['by Anna'], ['by Anna']])
  expect(unwrap(boris.call('notes.versions', { id })).map(({ excerpt }) => excerpt)).toContain('by Boris')
})

test('changes that arrive before the note on which they are based are kept', async () => {
  const { folder, anna, boris, id } = await createSharedNote('one\n\ntwo')
  editNote(boris, id, (text) => `${text}\n\nby Boris`)
  await syncNow(boris)
  const carried = createTempFolder()
  const dmitri = createDelegate('Dmitri')
  await joinDelegation(dmitri, createInvitation(anna), carried)
  const author = getDelegation(anna).members[0]?.device ?? ''
  const carry = (isAuthor: boolean) => {
    for (const path of getFiles(folder).filter((one) => one.includes(author) === isAuthor)) {
      cpSync(path, path.replace(folder, carried))
    }
  }
  carry(false)
  await syncNow(dmitri)
  carry(true)
  await syncNow(dmitri)
  expect(getNote(dmitri, id).markdown).toBe('one\n\ntwo\n\nby Boris')
  editNote(dmitri, id, (text) => `${text}\n\nby Dmitri`)
  await syncNow(dmitri)
  cpSync(carried, folder, { recursive: true })
  await settle(anna, boris)
  expect(getNote(anna, id).markdown).toBe('one\n\ntwo\n\nby Boris\n\nby Dmitri')
})

test('a note that its author deletes is also deleted for the members who wrote in it', async () => {
  const { anna, boris, clara, id } = await createSharedNote('one')
  editNote(boris, id, (text) => `${text}\n\nby Boris`)
  await settle(anna, boris, clara)
  unwrap(anna.call('notes.remove', { ids: [id] }))
  await settle(anna, boris, clara)
  expect([anna, boris, clara].map(getTexts)).toEqual([[], [], []])
})

test('a note that was in the trash while the folder got a snapshot can be written by members who join later', async () => {
  const { folder, anna, boris, id } = await createSharedNote('one\n\ntwo')
  const other = saveNote(anna, 'other', { session: 'workshop-8' }).id
  await settle(anna, boris)
  unwrap(anna.call('notes.remove', { ids: [id] }))
  unwrap(anna.call('notes.setConfidentiality', { ids: [other], confidentiality: 'private' }))
  await settle(anna, boris)
  unwrap(anna.call('notes.restore', { ids: [id] }))
  await settle(anna, boris)
  const dmitri = createDelegate('Dmitri')
  await joinDelegation(dmitri, createInvitation(anna), folder)
  await settle(anna, boris, dmitri)
  editNote(dmitri, id, (text) => `${text}\n\nby Dmitri`)
  editNote(anna, id, (text) => text.replace('one', 'ONE'))
  await settle(dmitri, anna, boris)
  for (const store of [anna, boris, dmitri]) {
    expect(getNote(store, id).markdown).toBe('ONE\n\ntwo\n\nby Dmitri')
  }
  expect(await syncNow(anna)).toMatchObject({ read: 0, written: 0 })
})

test('text that the author writes while nobody else may edit the note appears once when all may edit it again', async () => {
  const { anna, boris, clara, id } = await createSharedNote('one')
  setWritable(anna, id, false)
  editNote(anna, id, (text) => `${text}\n\nalone`)
  await settle(anna, boris, clara)
  setWritable(anna, id)
  await settle(anna, boris, clara)
  editNote(boris, id, (text) => `${text}\n\nby Boris`)
  await settle(boris, anna, clara)
  for (const store of [anna, boris, clara])
    expect(getNote(store, id).markdown).toBe('one\n\nalone\n\nby Boris')
})

test('a member who leaves and joins again can write on, and takes along no changes on which others are based', async () => {
  const { folder, anna, boris, clara, id } = await createSharedNote('one')
  editNote(boris, id, (text) => `${text}\n\nby Boris`)
  await settle(anna, boris, clara)
  editNote(clara, id, (text) => `${text}\n\nby Clara`)
  await settle(anna, boris, clara)
  unwrap(await boris.request('delegation.leave', { conference: octopus }))
  await settle(anna, clara)
  await joinDelegation(boris, createInvitation(anna), folder)
  const dmitri = createDelegate('Dmitri')
  await joinDelegation(dmitri, createInvitation(anna), folder)
  await settle(anna, boris, clara, dmitri)
  editNote(boris, id, (text) => `${text}\n\nagain`)
  await settle(anna, boris, clara, dmitri)
  for (const store of [anna, boris, clara, dmitri]) {
    expect(getNote(store, id).markdown).toBe('one\n\nby Boris\n\nby Clara\n\nagain')
  }
})

test('each change of a text that all members write is in the folder about once', async () => {
  let number = 0
  const write = () => Array.from({ length: 40 }, () => Math.sin(number++).toString(36).slice(3, 9)).join(' ')
  const { folder, anna, boris, clara, id } = await createSharedNote(
    Array.from({ length: 120 }, write).join('\n\n'),
  )
  for (let turn = 0; turn < 10; turn += 1) {
    for (const store of [boris, clara]) {
      editNote(store, id, (text) => `${text}\n\n${write()}`)
      await syncNow(store)
    }
  }
  await settle(anna, boris, clara)
  const size = getFiles(folder).reduce((sum, path) => sum + statSync(path).size, 0)
  expect(size).toBeLessThan(5 * getNote(anna, id).markdown.length)
})

test('the last change of whether all may edit a note counts on both computers of its author', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const second = await addComputer(anna, boris)
  const all = [anna, boris, second]
  const { id } = saveNote(anna, 'one\n\ntwo', { session: 'workshop-9' })
  await settle(...all)
  const getWritable = () => all.map((store) => getDelegation(store).writable)
  setWritable(anna, id)
  await settle(...all)
  expect(getWritable()).toEqual([[id], [id], [id]])
  editNote(boris, id, (text) => text.replace('one', 'by Boris'))
  editNote(second, id, (text) => `${text}\n\nby the second`)
  await settle(...all)
  for (const store of all) expect(getNote(store, id).markdown).toBe('by Boris\n\ntwo\n\nby the second')

  setWritable(second, id, false)
  await settle(...all)
  expect(getWritable()).toEqual([[], [], []])
  // Each changes another note before either knows of it.
  const other = saveNote(anna, 'other', { session: 'workshop-8' }).id
  await settle(...all)
  setWritable(anna, id)
  setWritable(second, other)
  await settle(...all)
  for (const writable of getWritable()) expect([...writable].sort()).toEqual([id, other].sort())
})

test('what the author wrote last before closing the note reaches colleagues who sync later', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  setWritable(anna, id)
  await settle(anna, boris)
  editNote(anna, id, (text) => `${text}\n\nand the decision`)
  await syncNow(anna)
  anna.clock.pass({ minutes: 1 })
  setWritable(anna, id, false)
  await syncNow(anna)
  await settle(boris, anna)
  expect(getTexts(boris)).toEqual(['one\n\nand the decision'])
})

test('a member who shares no notes, or no internal ones, can edit notes of colleagues with internal text', async () => {
  const { anna, boris } = await createDelegationOfTwo({ allowsInternal: true })
  changeChoice(anna, { internal: true })
  changeChoice(boris, { notes: false })
  const internal = saveNote(anna, 'one\n\ntwo')
  setLevel(anna, internal.id, 'internal')
  const passage = '[Internal:](rapporteur:internal) inside'
  const { id } = saveNote(anna, `one\n\n${passage}\n\nthree`)
  for (const note of [internal.id, id]) setWritable(anna, note)
  await settle(anna, boris)
  for (const note of [internal.id, id]) editNote(boris, note, (text) => text.replace('one', 'by Boris'))
  await settle(boris, anna)
  editNote(boris, id, (text) => text.replace('inside', 'inside, by Boris'))
  await settle(boris, anna)
  for (const store of [anna, boris]) {
    expect(getTexts(store)).toEqual([`by Boris\n\n${passage}, by Boris\n\nthree`, 'by Boris\n\ntwo'])
  }
})
