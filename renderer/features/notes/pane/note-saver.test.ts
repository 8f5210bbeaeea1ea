import { expect, test } from 'vitest'
import { createNoteId, createTempStore, saveNote, toGuid, unwrap } from '../../../../db/testing/temp-store.ts'
import { flushAll, getSaveState } from '../../../lib/save-state.ts'
import { createNoteSaver, type ReplacedText } from './note-saver.ts'
import {
  connectTo,
  emptyNote,
  getStoredText,
  home,
  installFakeTimers,
  passTime,
  startSaver,
} from './testing/saver.ts'

installFakeTimers()

test('the first character creates the note within half a second', async () => {
  const { store, connection, saver, id } = startSaver()
  saver.edit(id, () => 'O')
  expect(getSaveState().kind).toBe('unsaved')
  expect(getStoredText(store, id)).toBeNull()
  await passTime(500)
  expect(getStoredText(store, id)).toBe('O')
  expect(getSaveState().kind).toBe('saved')
  expect(saver.getStored(id)).toEqual({ markdown: 'O', revision: 1 })
  expect(unwrap(store.call('notes.get', { id })).session).toBe('workshop-9')
  expect(connection.saves).toHaveLength(1)
})

test('a burst of keys causes one save', async () => {
  const { store, connection, saver, id } = startSaver()
  for (let length = 1; length <= 20; length++) {
    saver.edit(id, () => 'x'.repeat(length))
    await passTime(20)
  }
  await passTime(500)
  expect(getStoredText(store, id)).toBe('x'.repeat(20))
  expect(connection.saves).toHaveLength(1)
})

test('during continuous typing, everything older than two seconds is on disk', async () => {
  const { store, connection, saver, id } = startSaver()
  const stepMs = 50
  for (let length = 1; length <= 200; length++) {
    saver.edit(id, () => 'x'.repeat(length))
    await passTime(stepMs)
    const olderThanTwoSeconds = length - 2_000 / stepMs
    expect(getStoredText(store, id)?.length ?? 0).toBeGreaterThanOrEqual(Math.max(0, olderThanTwoSeconds))
  }
  expect(connection.saves.length, 'ten seconds of typing').toBeLessThan(10)
})

test('a slow disk never gets two saves at once, and "saved" is shown only after the last text is saved', async () => {
  const { store, connection, saver, id } = startSaver(400)
  saver.edit(id, () => 'first')
  await passTime(350)
  expect(connection.underWay).toBe(1)
  saver.edit(id, () => 'second')
  await passTime(760)
  expect(getStoredText(store, id)).toBe('first')
  expect(getSaveState().kind, 'the first text is saved, the second is not').toBe('unsaved')
  await passTime(2_000)
  expect(getStoredText(store, id)).toBe('second')
  expect(getSaveState().kind).toBe('saved')
  expect(connection.maxUnderWay).toBe(1)
})

test('leaving the note saves at once, even while an older text is being saved', async () => {
  const { store, connection, saver, id } = startSaver(100)
  saver.edit(id, () => 'older')
  await passTime(310)
  saver.edit(id, () => 'the last characters')
  const flushed = saver.flush(id)
  await passTime(410)
  expect(await flushed).toBe(true)
  expect(getStoredText(store, id)).toBe('the last characters')
  expect(connection.maxUnderWay).toBe(1)
})

test('the closing window waits until every note is saved', async () => {
  const { store, saver, id } = startSaver(50)
  const other = createNoteId()
  saver.open(other, { ...home, session: null }, emptyNote)
  saver.edit(id, () => 'one')
  saver.edit(other, () => 'two')
  const flushed = flushAll()
  await passTime(200)
  expect(await flushed).toBe(true)
  expect([getStoredText(store, id), getStoredText(store, other)]).toEqual(['one', 'two'])
})

test('a restarted store gets the text again, without a message to the delegate', async () => {
  const { store, connection, saver, id } = startSaver()
  connection.fault = 'reply-lost'
  saver.edit(id, () => 'text')
  await passTime(301)
  const kinds = new Set<string>()
  for (let step = 0; step < 20; step++) {
    kinds.add(getSaveState().kind)
    await passTime(1)
  }
  expect([...kinds]).toEqual(['unsaved', 'saved'])
  expect(getStoredText(store, id)).toBe('text')
  expect(connection.saves).toHaveLength(2)
})

test('an answer that is older than the last save does not restore the older text', async () => {
  const { saver, id } = startSaver()
  saver.edit(id, () => 'older')
  await passTime(500)
  const answer = { markdown: 'older', revision: 1 }
  saver.edit(id, () => 'newer')
  await passTime(500)
  expect(saver.open(id, home, answer)).toBe('newer')
})

test('only a note that was never saved starts with the given text', async () => {
  const { saver, id } = startSaver()
  const quoted = { markdown: '> quoted\n', revision: 0 }
  expect(saver.open(id, home, quoted)).toBe('> quoted\n')
  saver.edit(id, () => '> quoted\n\nMore.\n')
  await passTime(500)
  const answer = { markdown: '> quoted\n\nMore.\n', revision: 1 }
  saver.edit(id, () => '')
  expect(saver.open(id, home, answer)).toBe('')
  await passTime(500)
  expect(saver.open(id, home, answer), 'an answer from before it was emptied').toBe('')
})

test('a text that was replaced in the store is shown', async () => {
  const { store, saver, id } = startSaver()
  saver.edit(id, () => 'first')
  await passTime(500)
  store.clock.pass({ minutes: 6 })
  saver.edit(id, () => 'second')
  await passTime(500)
  const { markdown, revision } = unwrap(store.call('notes.revert', { id, revision: 1 }))
  expect(saver.open(id, home, { markdown, revision })).toBe('first')
  saver.forgetStored()
  expect(saver.open(id, home, { markdown: 'of an older backup', revision: 1 })).toBe('of an older backup')
})

test('typing continues while a note is moved: the note stays at the new place, and no extra version is made', async () => {
  const { store, saver, id } = startSaver()
  saver.edit(id, () => 'first')
  await passTime(500)
  const before = unwrap(store.call('notes.get', { id }))
  const target = { ...home, session: toGuid('workshop-7') }
  expect(await saver.flush(id)).toBe(true)
  saver.startMove(id, target)
  saver.edit(id, () => 'first and second')
  const [moved] = unwrap(
    store.call('notes.move', { moves: [{ id, session: target.session, keyMessage: null }] }),
  )
  saver.confirmMove(id, moved?.revision ?? 0)
  await passTime(500)
  expect(unwrap(store.call('notes.get', { id }))).toMatchObject({
    session: 'workshop-7',
    markdown: 'first and second',
  })
  expect(unwrap(store.call('notes.versions', { id }))).toEqual([])
  // The note is reopened with an answer of the store from before the move.
  saver.open(id, home, before)
  saver.edit(id, () => 'third')
  await passTime(500)
  expect(unwrap(store.call('notes.get', { id })).session).toBe('workshop-7')
})

test('text that is typed and removed again creates no note', async () => {
  const { store, connection, saver, id } = startSaver()
  saver.edit(id, () => 'x')
  saver.edit(id, () => '')
  await passTime(500)
  expect(connection.saves).toHaveLength(0)
  expect(getStoredText(store, id)).toBeNull()
  expect(getSaveState().kind).toBe('saved')
})

test('a note emptied after it was saved is saved empty', async () => {
  const { store, saver, id } = startSaver()
  saver.edit(id, () => 'x')
  await passTime(500)
  saver.edit(id, () => '')
  await passTime(500)
  expect(getStoredText(store, id)).toBe('')
})

test('each save is based on the previous one, so that no unnecessary versions are kept', async () => {
  const { store, saver, id } = startSaver()
  for (const text of ['a', 'ab', 'abc']) {
    saver.edit(id, () => text)
    await passTime(500)
  }
  expect(saver.getStored(id)?.revision).toBe(3)
  expect(unwrap(store.call('notes.versions', { id }))).toEqual([])
})

test('a key between the last save and the deletion neither stays unsaved nor restores the note', async () => {
  const { store, saver, id } = startSaver()
  saver.edit(id, () => 'text')
  await passTime(500)
  saver.edit(id, () => 'text!')
  unwrap(store.call('notes.remove', { ids: [id] }))
  saver.forget(id)
  expect(getSaveState().kind).toBe('saved')
  expect(await flushAll()).toBe(true)
  await passTime(60_000)
  expect(getStoredText(store, id)).toBeNull()
})

test('a key after the deletion is saved as text, which restores the note', async () => {
  const { store, saver, id } = startSaver()
  saver.edit(id, () => 'text')
  await passTime(500)
  unwrap(store.call('notes.remove', { ids: [id] }))
  saver.forget(id)
  saver.edit(id, () => 'text!')
  await passTime(500)
  expect(getStoredText(store, id)).toBe('text!')
})

test('a note whose text was replaced in the store is read again; text typed meanwhile is saved, and both are kept', async () => {
  const { store, saver, id } = startSaver()
  saver.edit(id, () => 'Mine.')
  await passTime(500)
  saveNote(store, 'Theirs.', { id, baseRevision: 1, session: 'workshop-9' })
  saver.edit(id, () => 'Mine, and more.')
  const reloaded = saver.reload(id)
  await passTime(10)
  expect(await reloaded).toBe(true)
  expect(saver.getStored(id)).toBeUndefined()
  expect(getStoredText(store, id)).toBe('Mine, and more.')
  const versions = unwrap(store.call('notes.versions', { id }))
  const texts = versions.map(({ revision }) => unwrap(store.call('notes.version', { id, revision })).markdown)
  expect(texts).toContain('Theirs.')
})

test('a note with text that cannot be saved keeps it when the text in the store was replaced', async () => {
  const { store, connection, saver, id } = startSaver()
  saver.edit(id, () => 'Mine.')
  await passTime(500)
  connection.fault = 'busy'
  saver.edit(id, () => 'Mine, and more.')
  const reloaded = saver.reload(id)
  await passTime(10)
  expect(await reloaded).toBe(false)
  expect(saver.getUnsavedText(id)).toBe('Mine, and more.')
  expect(getSaveState().kind).toBe('failed')
  connection.fault = null
  await passTime(1_000)
  expect(getStoredText(store, id)).toBe('Mine, and more.')
})

// ── Another window or program writes the same note ───────────────────────────

test('a note on screen without unsaved text takes over another writer’s text and continues from it', async () => {
  const { store, saver, connection } = startSaver()
  const id = createNoteId()
  saver.open(id, home, emptyNote)
  const shown: string[] = []
  const hide = saver.show(id, (text) => shown.push(text) > 0)
  saver.edit(id, () => 'Mine.')
  expect(saver.listShownAndSaved()).toEqual([])
  await passTime(1_000)
  expect(saver.listShownAndSaved()).toEqual([id])
  const other = saveNote(store, 'Mine. And theirs.', { id, baseRevision: 1, session: 'workshop-9' })
  const read = () => unwrap(store.call('notes.get', { id }))
  saver.refresh(id, home, read())
  expect(shown).toEqual(['Mine. And theirs.'])
  expect(saver.getStored(id)).toMatchObject({ revision: other.revision })
  saver.edit(id, () => 'Mine. And theirs. And mine again.')
  saver.refresh(id, home, { markdown: 'Too late.', revision: 9 })
  expect(shown).toHaveLength(1)
  await passTime(1_000)
  expect(getStoredText(store, id)).toBe('Mine. And theirs. And mine again.')
  expect(unwrap(store.call('notes.versions', { id }))).toEqual([])
  hide()
  expect(saver.listShownAndSaved()).toEqual([])
  expect(connection.saves).toHaveLength(2)
})

test('when two write at the same time, both texts are kept and the delegate is told', async () => {
  const store = createTempStore()
  const reported: ReplacedText[] = []
  const saver = createNoteSaver(connectTo(store).save, (other) => reported.push(other))
  const id = createNoteId()
  saver.open(id, home, emptyNote)
  saver.edit(id, () => 'Begun.')
  await passTime(1_000)
  saver.edit(id, () => 'Begun. Here.')
  const other = saveNote(store, 'Begun. There.', { id, baseRevision: 1, session: 'workshop-9' })
  await passTime(1_000)
  expect(getStoredText(store, id)).toBe('Begun. Here.')
  expect(reported).toEqual([{ id, revision: other.revision, knownText: 'Begun.' }])
  expect(unwrap(store.call('notes.version', { id, revision: other.revision })).markdown).toBe('Begun. There.')
})
