import { expect, test } from 'vitest'
import { pruneVersions } from '../sql/note-versions.ts'
import {
  createNoteId,
  createTempStore,
  octopus,
  saveNote,
  toGuid,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

type Store = ReturnType<typeof createTempStore>
const versions = (store: Store, id: ReturnType<typeof createNoteId>) =>
  unwrap(store.call('notes.versions', { id }))
const getText = (store: Store, id: ReturnType<typeof createNoteId>) =>
  unwrap(store.call('notes.get', { id })).markdown
const list = (store: Store) => unwrap(store.call('notes.list', { conference: octopus }))

// ── Saving ───────────────────────────────────────────────────────────────────

test('a save returns the new revision and commit time, and derives what lists show', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'First.\n', { session: 'workshop-9' })
  store.clock.pass({ seconds: 3 })
  const markdown = [
    '[14:33](rapporteur:at/2016-11-17T13:33:07Z) Opening by [@EUROJUST](rapporteur:contact/octopus-2016/eurojust).',
    '[14:41](rapporteur:at/2016-11-17T13:41:52Z) See [Key message 3](rapporteur:key-message/octopus-2016/km-3).',
    '',
  ].join('\n\n')
  const saved = saveNote(store, markdown, { id, session: 'workshop-9', baseRevision: 1 })
  expect(saved).toEqual({ id, revision: 2, savedAt: '2016-11-17T13:30:03.000Z', kept: null })
  expect(unwrap(store.call('notes.get', { id }))).toEqual({
    id,
    createdBy: null,
    confidentiality: 'shareable',
    session: 'workshop-9',
    keyMessage: null,
    markdown,
    revision: 2,
    entries: 2,
    excerpt: 'Opening by @EUROJUST. See Key message 3.',
    createdAt: '2016-11-17T13:30:00.000Z',
    updatedAt: '2016-11-17T13:30:03.000Z',
    pinned: false,
    tags: [],
  })
  expect(unwrap(store.call('notes.mentions', { conference: octopus }))).toEqual([
    {
      note: id,
      session: 'workshop-9',
      target: 'contact',
      id: 'eurojust',
      at: '2016-11-17T13:33:07.000Z',
      excerpt: 'Opening by @EUROJUST.',
    },
    {
      note: id,
      session: 'workshop-9',
      target: 'key-message',
      id: 'km-3',
      at: '2016-11-17T13:41:52.000Z',
      excerpt: 'See Key message 3.',
    },
  ])
})

test('sessions, speakers, people with a turn and assignees are mentions too', () => {
  const store = createTempStore()
  saveNote(
    store,
    `[UNODC:](rapporteur:turn/contact/octopus-2016/unodc) See [Workshop 8](rapporteur:session/octopus-2016/workshop-8).

- [ ] Send it [for Jane](rapporteur:for/speaker/octopus-2016/jane)
`,
  )
  const mentions = unwrap(store.call('notes.mentions', { conference: octopus }))
  expect(mentions.map(({ target, id }) => `${target} ${id}`)).toEqual([
    'contact unodc',
    'session workshop-8',
    'speaker jane',
  ])
  expect(mentions[0]?.excerpt).toBe('UNODC: See Workshop 8. Send it for Jane')
})

test('Markdown is stored byte for byte', () => {
  const store = createTempStore()
  const markdown =
    '\uFEFF* odd *bullets*\r\n\r\n\t<b>html</b>\u0000 \u202e Ωμέγα 🦑 ==mark==\n\n\n| a |\n|---|\n'
  expect(getText(store, saveNote(store, markdown).id)).toBe(markdown)
})

test('saving the same text again writes nothing', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Same.')
  store.clock.pass({ minutes: 10 })
  expect(saveNote(store, 'Same.', { id, baseRevision: 1 })).toEqual({
    id,
    revision: 1,
    savedAt: '2016-11-17T13:30:00.000Z',
    kept: null,
  })
  expect(versions(store, id)).toEqual([])
})

test('moving a note to another session creates no version', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Moves.', { session: 'workshop-1' })
  saveNote(store, 'Moves.', { id, session: 'workshop-2', baseRevision: 1 })
  expect(list(store)).toMatchObject([{ id, session: 'workshop-2' }])
  expect(versions(store, id)).toEqual([])
})

test('a mention belongs to the conference in its link, and is removed with the text', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'See [it](rapporteur:key-message/other-2017/km-3).')
  expect(unwrap(store.call('notes.mentions', { conference: octopus }))).toEqual([])
  saveNote(store, 'See [it](rapporteur:key-message/octopus-2016/km-3).', { id, baseRevision: 1 })
  expect(unwrap(store.call('notes.mentions', { conference: octopus }))).toHaveLength(1)
  unwrap(store.call('notes.remove', { ids: [id] }))
  expect(unwrap(store.call('notes.mentions', { conference: octopus }))).toEqual([])
})

// ── Conflicts ────────────────────────────────────────────────────────────────

test('if two windows edit the same text, both texts are kept', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Base.')
  saveNote(store, 'From one window.', { id, baseRevision: 1 })
  const second = saveNote(store, 'From another window.', { id, baseRevision: 1 })
  expect(second.revision).toBe(3)
  expect(getText(store, id)).toBe('From another window.')
  expect(versions(store, id)).toMatchObject([{ revision: 2, excerpt: 'From one window.' }])
})

test('saving new text restores a deleted note', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Text.')
  unwrap(store.call('notes.remove', { ids: [id] }))
  expect(unwrapError(store.call('notes.get', { id })).code).toBe('not-found')
  saveNote(store, 'Text and more.', { id, baseRevision: 1 })
  expect(list(store)).toMatchObject([{ id, excerpt: 'Text and more.' }])
})

test('saving the same text restores a deleted note too', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Text.')
  unwrap(store.call('notes.remove', { ids: [id] }))
  saveNote(store, 'Text.', { id, baseRevision: 1 })
  expect(list(store)).toHaveLength(1)
})

test('stores a note that is missing from the database with a higher revision', () => {
  const store = createTempStore()
  const { id, revision } = saveNote(store, 'Written before an older backup came back.', { baseRevision: 41 })
  expect(revision).toBe(42)
  expect(list(store)).toMatchObject([{ id }])
})

test('saving over a deleted note reports no other text as kept', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Base.')
  saveNote(store, 'From one window.', { id, baseRevision: 1 })
  unwrap(store.call('notes.remove', { ids: [id] }))
  expect(saveNote(store, 'From another window.', { id, baseRevision: 1 }).kept).toBeNull()
  expect(versions(store, id)).toMatchObject([{ excerpt: 'From one window.' }])
})

test('a save based on a newer revision than the stored one gets a revision above both', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'As in an older backup.')
  expect(saveNote(store, 'Written before it came back.', { id, baseRevision: 41 }).revision).toBe(42)
  // A window that shows either of the two revisions is stale.
  expect(saveNote(store, 'From another window.', { id, baseRevision: 41 }).kept).toBe(42)
})

test('deleting several notes and undoing it', () => {
  const store = createTempStore()
  const ids = ['One.', 'Two.', 'Three.'].map((text) => saveNote(store, text).id)
  unwrap(store.call('notes.remove', { ids }))
  expect(list(store)).toEqual([])
  unwrap(store.call('notes.restore', { ids }))
  expect(list(store)).toHaveLength(3)
})

// ── Versions ─────────────────────────────────────────────────────────────────

test('continuous writing keeps a version every five minutes', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'second 0')
  // Saves every 2 seconds for 31 minutes.
  for (let second = 2; second <= 31 * 60; second += 2) {
    store.clock.pass({ seconds: 2 })
    saveNote(store, `second ${second}`, { id, baseRevision: second / 2 })
  }
  const kept = versions(store, id).map(({ savedAt }) => savedAt)
  const times = [...kept.toReversed(), unwrap(store.call('notes.get', { id })).updatedAt]
  const gaps = times.map(
    (time, index) => (Date.parse(time) - Date.parse(times[index - 1] ?? '2016-11-17T13:30:00.000Z')) / 1000,
  )
  expect(Math.max(...gaps)).toBeLessThanOrEqual(300)
  expect(kept.length).toBe(7)
  // There are 930 commits, each with a full sync.
}, 30_000)

test('the text before a pause is kept as a version', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Morning.')
  store.clock.pass({ minutes: 1 })
  saveNote(store, 'Morning, done.', { id, baseRevision: 1 })
  store.clock.pass({ hours: 3 })
  saveNote(store, 'Afternoon.', { id, baseRevision: 2 })
  store.clock.pass({ seconds: 2 })
  saveNote(store, 'Afternoon, more.', { id, baseRevision: 3 })
  expect(versions(store, id).map(({ excerpt }) => excerpt)).toEqual(['Morning, done.'])
})

test('keeps a long text that one save overwrites, however recent', () => {
  const store = createTempStore()
  const text = `${'Three minutes of typing. '.repeat(10)}The end.`
  const { id } = saveNote(store, text)
  saveNote(store, `${text} And on.`, { id, baseRevision: 1 })
  saveNote(store, `Begun anew. ${text} And on.`, { id, baseRevision: 2 })
  expect(versions(store, id)).toEqual([])
  saveNote(store, 'x', { id, baseRevision: 3 })
  expect(versions(store, id)).toMatchObject([{ revision: 3 }])
  const other = saveNote(store, text)
  saveNote(store, 'Another text as long as that. '.repeat(9), { id: other.id, baseRevision: 1 })
  expect(unwrap(store.call('notes.version', { id: other.id, revision: 1 })).markdown).toBe(text)
})

test('versions are kept even if the clock is set back', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Before.')
  store.clock.pass({ hours: -2 })
  saveNote(store, 'After.', { id, baseRevision: 1 })
  store.clock.pass({ minutes: 6 })
  saveNote(store, 'Later.', { id, baseRevision: 2 })
  expect(versions(store, id).map(({ excerpt }) => excerpt)).toEqual(['After.', 'Before.'])
})

test('an earlier version can be read and restored; the current text becomes a version', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'One.')
  store.clock.pass({ minutes: 6 })
  saveNote(store, 'Two.', { id, baseRevision: 1 })
  const reverted = unwrap(store.call('notes.revert', { id, revision: 1 }))
  expect(reverted).toMatchObject({ markdown: 'One.', revision: 3 })
  expect(versions(store, id).map(({ revision, excerpt }) => [revision, excerpt])).toEqual([
    [2, 'Two.'],
    [1, 'One.'],
  ])
  expect(unwrap(store.call('notes.version', { id, revision: 2 })).markdown).toBe('Two.')
  expect(unwrapError(store.call('notes.version', { id, revision: 9 })).code).toBe('not-found')
  expect(unwrapError(store.call('notes.revert', { id, revision: 9 })).code).toBe('not-found')
})

test('the text of an emptied note is kept as a version', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Held.')
  store.clock.pass({ minutes: 5 })
  saveNote(store, '', { id, baseRevision: 1 })
  expect(versions(store, id)).toMatchObject([{ excerpt: 'Held.' }])
  expect(list(store)).toMatchObject([{ entries: 0, excerpt: '' }])
})

// ── Sessions ─────────────────────────────────────────────────────────────────

test('lists the notes of a session oldest first, without deleted ones', () => {
  const store = createTempStore()
  const first = saveNote(store, 'First.', { session: 'workshop-1' })
  store.clock.pass({ seconds: 1 })
  const second = saveNote(store, 'Second.', { session: 'workshop-1' })
  store.clock.pass({ seconds: 1 })
  saveNote(store, 'First, again.', { id: first.id, session: 'workshop-1', baseRevision: 1 })
  const ofSession = () =>
    unwrap(store.call('notes.forSession', { conference: octopus, session: toGuid('workshop-1') }))
  expect(ofSession().map(({ id }) => id)).toEqual([first.id, second.id])
  unwrap(store.call('notes.remove', { ids: [first.id] }))
  expect(ofSession().map(({ id }) => id)).toEqual([second.id])
})

test('a note that is too long is refused with a message for delegates', () => {
  const store = createTempStore()
  const save = (markdown: string) =>
    store.call('notes.save', {
      id: createNoteId(),
      conference: octopus,
      session: null,
      keyMessage: null,
      markdown,
      baseRevision: 0,
    })
  const failure = unwrapError(save('x'.repeat(2_000_001)))
  expect(failure.code).toBe('too-long')
  expect(failure.message).not.toMatch(/markdown|string|notes\.save/)
  unwrap(save('x'.repeat(2_000_000)))
})

test('an unknown note gives "not found"', () => {
  const store = createTempStore()
  const id = createNoteId()
  expect(unwrapError(store.call('notes.get', { id })).code).toBe('not-found')
  expect(unwrapError(store.call('notes.versions', { id })).code).toBe('not-found')
  expect(unwrapError(store.call('notes.restore', { ids: [id] })).code).toBe('not-found')
})

test('keeps the newest twenty versions of a note at any age, and a single one too', () => {
  const store = createTempStore()
  const { id: often } = saveNote(store, 'Version 1.\n')
  for (let revision = 1; revision <= 25; revision += 1) {
    store.clock.pass({ minutes: 10 })
    saveNote(store, `Version ${revision + 1}.\n`, { id: often, baseRevision: revision })
  }
  const { id: once } = saveNote(store, 'As it was.\n')
  store.clock.pass({ minutes: 10 })
  saveNote(store, 'As it is.\n', { id: once, baseRevision: 1 })
  store.clock.pass({ hours: 24 * 800 })
  const { sql } = store.lifecycle.ready().connection
  // Prunes repeatedly, also with a clock that is far in the future.
  for (const now of [store.clock.now(), '2999-01-01T00:00:00.000Z']) pruneVersions(sql, now)
  expect(versions(store, often).map(({ excerpt }) => excerpt)).toEqual(
    Array.from({ length: 20 }, (_, index) => `Version ${25 - index}.`),
  )
  expect(versions(store, once).map(({ excerpt }) => excerpt)).toEqual(['As it was.'])
})
