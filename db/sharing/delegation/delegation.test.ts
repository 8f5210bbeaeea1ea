/** Colleagues share notes and stars through a folder. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join as joinPath } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { NoteId } from '../../model.ts'
import {
  createDelegate,
  createDelegation,
  createDelegationOfTwo,
  createInvitation,
  getDelegation,
  getFiles,
  getFolderGrant,
  getTexts,
  joinDelegation,
  settle,
  syncNow,
} from '../../testing/delegations.ts'
import { addEntry } from '../../testing/own-entries.ts'
import {
  createTempFolder,
  octopus,
  saveNote,
  type TestStore,
  toGuid,
  unwrap,
  unwrapError,
} from '../../testing/temp-store.ts'
import { sync } from './sync.ts'

vi.setConfig({ testTimeout: 180_000 })

const setStar = (store: TestStore, session: string, starred = true) =>
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid(session), starred }))
const listColleaguesStars = (store: TestStore) =>
  unwrap(store.call('stars.ofColleagues', { conference: octopus })).map(({ name, sessions }) => ({
    name,
    sessions,
  }))
const hasNews = (store: TestStore) => unwrap(store.call('delegation.hasNews', { conference: octopus }))
const setConfidentiality = (
  store: TestStore,
  note: { id: NoteId },
  confidentiality: 'private' | 'internal' | 'shareable',
) => unwrap(store.call('notes.setConfidentiality', { ids: [note.id], confidentiality }))

test('notes, edits, deletions and stars reach the colleagues, and nothing is written twice', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const note = saveNote(anna, 'first', { session: 'workshop-9' })
  setStar(anna, 'workshop-8')
  setStar(anna, 'workshop-9')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(['first'])
  expect(listColleaguesStars(boris)).toEqual([{ name: 'Anna', sessions: ['workshop-8', 'workshop-9'] }])
  expect(unwrap(boris.call('stars.list', { conference: octopus }))).toEqual([])

  saveNote(anna, 'second', { id: note.id, session: 'workshop-9', baseRevision: 1 })
  setStar(anna, 'workshop-8', false)
  setStar(anna, 'workshop-9', false)
  const mine = saveNote(boris, 'by Boris')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(['by Boris', 'second'])
  expect(getTexts(anna)).toEqual(['by Boris', 'second'])
  expect(listColleaguesStars(boris)).toEqual([])
  const files = getFiles(folder)
  await settle(anna, boris)
  expect(getFiles(folder)).toEqual(files)

  unwrap(boris.call('notes.remove', { ids: [mine.id] }))
  await settle(boris, anna)
  expect(getTexts(anna)).toEqual(['second'])
})

test('members are known by name and device, with the time of their last file', async () => {
  const { anna } = await createDelegationOfTwo()
  expect(getDelegation(anna)).toMatchObject({
    name: 'Bureau',
    members: [
      { name: 'Anna', state: 'me', lastAt: null },
      { name: 'Boris', state: 'member', lastAt: expect.stringMatching(/^2016/) },
    ],
    last: { incomplete: 0, unreadable: 0 },
  })
})

test('a private note never leaves, and an internal one only if the delegation allows it', async () => {
  const folder = createTempFolder()
  const [anna, boris] = [createDelegate('Anna'), createDelegate('Boris')]
  await createDelegation(anna, folder, true)
  await joinDelegation(boris, createInvitation(anna), folder)
  setConfidentiality(anna, saveNote(anna, 'for nobody'), 'private')
  setConfidentiality(anna, saveNote(anna, 'between us'), 'internal')
  saveNote(anna, 'open\n\n[Private:](rapporteur:private) hidden')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(['open\n'])
  unwrap(
    anna.call('delegation.saveSettings', {
      conference: octopus,
      choice: { notes: true, internal: true, contacts: false, stars: true },
      isPaused: false,
    }),
  )
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(['between us', 'open\n'])
})

test('an appointment reaches colleagues only with a note that is shared', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const during = { start: '2016-11-17T14:00:00.000Z', end: '2016-11-17T14:30:00.000Z' }
  const add = (title: string) => addEntry(anna, octopus, { ...during, title })
  saveNote(anna, 'They agree.', { session: add('Bilateral') })
  unwrap(anna.call('notes.remove', { ids: [saveNote(anna, 'pain', { session: add('Dentist') }).id] }))
  setConfidentiality(anna, saveNote(anna, 'money', { session: add('Bank') }), 'private')
  await settle(anna, boris)
  const rows = boris.lifecycle.ready().connection.sql('SELECT title FROM own_entry').all()
  expect(rows).toEqual([{ title: 'Bilateral' }])
})

test('a note that becomes private disappears from the folder and from colleagues, and can come back', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const note = saveNote(anna, 'a word too much')
  await settle(anna, boris)
  const before = getFiles(folder)
  setConfidentiality(anna, note, 'private')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual([])
  // None of Anna's earlier files, which have the text, is left.
  const hers = (path: string) => path.includes(getDelegation(anna).members[0]?.device ?? '')
  expect(getFiles(folder).filter((path) => hers(path) && before.includes(path))).toEqual([])
  setConfidentiality(anna, note, 'shareable')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(['a word too much'])
})

test('a note stays withdrawn if the file that withdrew it is replaced before somebody reads it', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const [first, second] = [saveNote(anna, 'first'), saveNote(anna, 'second')]
  await settle(anna, boris)
  setConfidentiality(anna, first, 'private')
  await syncNow(anna)
  setConfidentiality(anna, second, 'private')
  await syncNow(anna)
  await syncNow(boris)
  expect(getTexts(boris)).toEqual([])
})

test('a tag that is removed goes from colleagues too, and one that they never had stays unknown', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'tagged')
  const change = (add: string[], remove: string[]) =>
    unwrap(anna.call('tags.change', { notes: [id], add, remove }))
  change(['early', 'secret'], [])
  change([], ['secret'])
  await settle(anna, boris)
  const getTags = () => unwrap(boris.call('notes.get', { id })).tags
  expect(getTags()).toEqual(['early'])
  change(['late'], ['early'])
  await settle(anna, boris)
  expect(getTags()).toEqual(['late'])
  const rows = boris.lifecycle.ready().connection.sql('SELECT tag FROM note_tag').all()
  expect(JSON.stringify(rows)).not.toContain('secret')
})

test('a note that a killed process had sent can still be withdrawn', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const note = saveNote(anna, 'a word too much')
  const before = getFiles(folder).length
  const { connection, author, device } = anna.lifecycle.ready()
  const context = { sql: connection.sql, now: anna.clock.now, author: () => author, device: () => device }
  const transact = <T>(work: () => T): T => {
    if (getFiles(folder).length > before) throw new Error('killed')
    return connection.db.transaction(work).immediate()
  }
  await expect(sync({ context, slug: octopus, transact })).rejects.toThrow('killed')
  await syncNow(boris)
  expect(getTexts(boris)).toEqual(['a word too much'])
  setConfidentiality(anna, note, 'private')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual([])
})

test('files that a carrier brings back are removed again, and those that it loses are replaced', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const note = saveNote(anna, 'first')
  await settle(anna, boris)
  const copies = getFiles(folder).map((path) => ({ path, bytes: readFileSync(path) }))
  setConfidentiality(anna, note, 'private')
  saveNote(anna, 'second')
  await settle(anna, boris)
  const settled = getFiles(folder)
  for (const { path, bytes } of copies) writeFileSync(path, bytes)
  await settle(anna, boris)
  expect(getFiles(folder)).toEqual(settled)
  for (const path of settled) rmSync(path)
  await settle(anna, boris)
  const clara = createDelegate('Clara')
  await joinDelegation(clara, createInvitation(anna), folder)
  await syncNow(clara)
  expect(getTexts(clara)).toEqual(['second'])
})

test('the order of files, copies of them and half-copied ones do not matter', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const carried = createTempFolder()
  const late = createDelegate('Clara')
  await joinDelegation(late, createInvitation(anna), carried)
  const note = saveNote(anna, 'one')
  setConfidentiality(anna, saveNote(anna, 'withdrawn'), 'shareable')
  const deleted = saveNote(anna, 'deleted')
  await settle(anna, boris)
  unwrap(anna.call('notes.remove', { ids: [deleted.id] }))
  saveNote(anna, 'two', { id: note.id, baseRevision: 1 })
  setStar(anna, 'workshop-9')
  await settle(anna, boris)
  saveNote(anna, 'three', { id: note.id, baseRevision: 2 })
  await settle(anna, boris)

  for (const path of getFiles(folder).reverse()) {
    const to = path.replace(folder, carried)
    mkdirSync(joinPath(to, '..'), { recursive: true })
    const bytes = readFileSync(path)
    writeFileSync(to, bytes.subarray(0, bytes.length >> 1))
    expect((await syncNow(late)).incomplete).toBe(1)
    copyFileSync(path, to)
    expect(hasNews(late).incoming).toBe(true)
    copyFileSync(path, to.replace('.age', ' (conflict).age'))
    expect((await syncNow(late)).incomplete).toBe(0)
  }
  expect(getTexts(late)).toEqual(['three', 'withdrawn'])
  expect(listColleaguesStars(late)).toEqual([{ name: 'Anna', sessions: ['workshop-9'] }])
})

test('a file that a killed sync left incomplete is removed by the next one', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  saveNote(anna, 'one')
  await settle(anna, boris)
  const devices = new Set(getFiles(folder).map(dirname))
  for (const device of devices) writeFileSync(joinPath(device, `00000099-${'0'.repeat(64)}.age`), 'half')
  await settle(anna, boris)
  expect([...devices].flatMap((device) => readdirSync(device)).join('\n')).not.toContain('00000099')
  expect((await syncNow(boris)).incomplete).toBe(0)
  saveNote(anna, 'two')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(['one', 'two'])
})

test('a file that arrives late replaces no newer text, even if the clock went back in between', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const before = new Set(getFiles(folder))
  anna.clock.pass({ hours: 24 })
  const note = saveNote(anna, 'one')
  await syncNow(anna)
  const [late = ''] = getFiles(folder).filter((path) => !before.has(path))
  const bytes = readFileSync(late)
  anna.clock.pass({ hours: -24 })
  saveNote(anna, 'two', { id: note.id, baseRevision: 1 })
  await syncNow(anna)
  rmSync(late)
  await syncNow(boris)
  expect(getTexts(boris)).toEqual(['two'])
  writeFileSync(late, bytes)
  expect((await syncNow(boris)).read).toBe(1)
  expect(getTexts(boris)).toEqual(['two'])
})

test('a clock that goes back a day loses no later star', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  setStar(anna, 'workshop-8')
  await settle(anna, boris)
  anna.clock.pass({ hours: -24 })
  setStar(anna, 'workshop-9')
  const note = saveNote(anna, 'yesterday')
  await settle(anna, boris)
  saveNote(anna, 'the day before', { id: note.id, baseRevision: 1 })
  await settle(anna, boris)
  expect(listColleaguesStars(boris)).toEqual([{ name: 'Anna', sessions: ['workshop-8', 'workshop-9'] }])
  expect(getTexts(boris)).toEqual(['the day before'])
})

test('the folder stays within a few times the size of the text, which nobody can read in it', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'CANARY')
  const line = (number: number) => `${number} ${Math.sin(number).toString(36)} CANARY ${Math.cos(number)}\n\n`
  let text = ''
  for (let edit = 1; edit <= 120; edit += 1) {
    text += Array.from({ length: 10 }, (_, index) => line(edit * 100 + index)).join('')
    saveNote(anna, text, { id, baseRevision: edit })
    await syncNow(anna)
  }
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(getTexts(anna))
  const files = getFiles(folder).map((path) => readFileSync(path))
  expect(files.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(5 * text.length)
  for (const file of files) expect(file.includes('CANARY')).toBe(false)
})

test('errors say what to do', async () => {
  const { folder, anna } = await createDelegationOfTwo()
  const clara = createDelegate('Clara')
  const grant = () => getFolderGrant(clara, folder)
  expect(
    unwrapError(await clara.request('delegation.join', { invitation: 'hello', grant: grant() })),
  ).toMatchObject({
    code: 'bad-file',
    message: expect.stringContaining('Ask your colleague'),
  })
  await joinDelegation(clara, createInvitation(anna), folder)
  const again = await clara.request('delegation.join', { invitation: createInvitation(anna), grant: grant() })
  expect(unwrapError(again).message).toContain('Leave it first')
  renameSync(folder, `${folder}-away`)
  expect(unwrapError(await clara.request('delegation.sync', { conference: octopus })).message).toContain(
    'connect the drive',
  )
  renameSync(`${folder}-away`, folder)
  expect((await syncNow(clara)).incomplete).toBe(0)
})

test('whether there is news is known without a sync', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  const none = { incoming: false, outgoing: null }
  expect([hasNews(anna), hasNews(boris)]).toEqual([none, none])
  saveNote(anna, 'new')
  expect([hasNews(anna), hasNews(boris)]).toEqual([{ ...none, outgoing: expect.any(String) }, none])
  await syncNow(anna)
  expect([hasNews(anna), hasNews(boris)]).toEqual([none, { ...none, incoming: true }])
  await syncNow(boris)
  expect([hasNews(anna), hasNews(boris)]).toEqual([none, none])
})

test('erasing a conference forgets its delegation, so that no sync brings its notes back', async () => {
  const { anna, boris } = await createDelegationOfTwo()
  saveNote(boris, 'by Boris')
  await settle(boris, anna)
  anna.lifecycle.wipe(octopus, false)
  expect(unwrap(anna.call('delegation.get', { conference: octopus }))).toBeNull()
  expect(getTexts(anna)).toEqual([])
})
