/** Importing a colleague's notes, resolving conflicts, and undoing the import. */
import { describe, expect, test } from 'vitest'
import { ConferenceSlug, type NoteId } from '../model.ts'
import { importFile, bundle as programme } from '../testing/bundles.ts'
import {
  createContactId,
  octopus,
  saveNote,
  someone,
  type TestStore,
  toGuid,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'
import { getRows, importShared, openShared, shareNotes } from './testing/shared-files.ts'
import { anna, boris, everything, fill, getText, listNotes, prepareTwoStores } from './testing/two-stores.ts'

prepareTwoStores()

describe('importing', () => {
  test('twice changes nothing', async () => {
    fill(anna)
    const path = await shareNotes(anna, everything)
    await importShared(boris, path, { stars: true })
    const after = getRows(boris)
    const again = await importShared(boris, path, { stars: true })
    expect(again.id).toBeNull()
    expect(again.preview).toMatchObject({ notes: [], contacts: [], stars: [], known: 5 })
    expect(getRows(boris)).toEqual(after)
    expect(unwrap(boris.call('exportLog.received', { conference: octopus }))).toHaveLength(1)
  })

  test('applies a colleague’s later edits and keeps the earlier text as a version', async () => {
    const { id } = saveNote(anna, 'one')
    await importShared(boris, await shareNotes(anna))
    saveNote(boris, 'one and two', { id, baseRevision: 1 })
    const { preview } = await importShared(anna, await shareNotes(boris))
    expect(preview?.notes).toMatchObject([{ step: 'updated', texts: { ours: 'one', theirs: 'one and two' } }])
    expect(getText(anna, id)).toBe('one and two')
    expect(unwrap(anna.call('notes.version', { id, revision: 1 })).markdown).toBe('one')
    expect(listNotes(anna)).toMatchObject([{ createdBy: null }])
    // An older file does not revert anything.
    const older = await shareNotes(boris)
    saveNote(anna, 'one, two and three', { id, baseRevision: 2 })
    expect((await importShared(anna, older)).id).toBeNull()
  })

  test.each(['ours', 'theirs'] as const)(
    'of a note changed on both sides both texts are kept (%s is chosen), and the colleague’s computer gets the same result',
    async (chosen) => {
      const { id } = saveNote(anna, 'base')
      await importShared(boris, await shareNotes(anna))
      saveNote(anna, 'base and Anna', { id, baseRevision: 1 })
      saveNote(boris, 'base and Boris', { id, baseRevision: 1 })
      const path = await shareNotes(boris)
      const { preview, summary } = await importShared(anna, path, { theirs: chosen === 'theirs' ? [id] : [] })
      expect(preview?.notes).toMatchObject([
        { step: 'both', texts: { ours: 'base and Anna', theirs: 'base and Boris' } },
      ])
      expect(summary.settledNotes).toBe(1)
      const [winner, other] =
        chosen === 'ours' ? ['base and Anna', 'base and Boris'] : ['base and Boris', 'base and Anna']
      expect(getText(anna, id)).toBe(winner)
      expect(listVersionTexts(anna, id)).toContain(other)
      expect((await importShared(anna, path)).id).toBeNull()
      await importShared(boris, await shareNotes(anna))
      expect(getText(boris, id)).toBe(winner)
      if (chosen === 'ours') expect(listVersionTexts(boris, id)).toContain('base and Boris')
    },
  )

  test('an equal change on both sides is not a conflict', async () => {
    const { id } = saveNote(anna, 'base')
    await importShared(boris, await shareNotes(anna))
    for (const store of [anna, boris]) saveNote(store, 'the same', { id, baseRevision: 1 })
    expect((await importShared(anna, await shareNotes(boris))).id).toBeNull()
  })

  test('a deletion is applied to an unchanged note; a text wins over a deletion', async () => {
    const [plain, changed] = [saveNote(anna, 'plain').id, saveNote(anna, 'changed').id]
    await importShared(boris, await shareNotes(anna))
    unwrap(anna.call('notes.remove', { ids: [plain, changed] }))
    saveNote(boris, 'changed by Boris', { id: changed, baseRevision: 1 })
    await importShared(boris, await shareNotes(anna))
    expect(listNotes(boris).map(({ id }) => id)).toEqual([changed])
    await importShared(anna, await shareNotes(boris))
    expect(listNotes(anna).map(({ excerpt }) => excerpt)).toEqual(['changed by Boris'])
  })

  test('a contact changed on both sides shows the differences, and keeps ours unless theirs is chosen', async () => {
    const id = createContactId()
    unwrap(anna.call('contacts.save', { id, conference: octopus, fields: { ...someone, note: 'mine' } }))
    await importShared(boris, await shareNotes(anna))
    unwrap(
      anna.call('contacts.save', {
        id,
        conference: octopus,
        fields: { ...someone, role: 'Judge', note: 'mine' },
        base: { ...someone, note: 'mine' },
      }),
    )
    unwrap(
      boris.call('contacts.save', {
        id,
        conference: octopus,
        fields: { ...someone, email: 'b@example.org' },
        base: someone,
      }),
    )
    const path = await shareNotes(boris)
    const { preview } = await importShared(anna, path)
    expect(preview?.contacts).toMatchObject([
      {
        step: 'both',
        differs: [
          { field: 'role', ours: 'Judge', theirs: 'Prosecutor' },
          { field: 'email', ours: 'ana@example.org', theirs: 'b@example.org' },
        ],
      },
    ])
    expect(unwrap(anna.call('contacts.list', { conference: octopus }))[0]).toMatchObject({
      role: 'Judge',
      note: 'mine',
    })
    await importShared(boris, await shareNotes(anna))
    expect(unwrap(boris.call('contacts.list', { conference: octopus }))[0]).toMatchObject({ role: 'Judge' })
  })

  test('undo restores everything except what was changed since', async () => {
    const shared = saveNote(anna, 'shared')
    await importShared(boris, await shareNotes(anna))
    fill(anna)
    saveNote(anna, 'shared and more', { id: shared.id, baseRevision: 1 })
    const before = getRows(boris)
    const path = await shareNotes(anna, everything)
    const { id } = await importShared(boris, path, { stars: true })
    expect(getRows(boris)).not.toEqual(before)
    expect(unwrap(boris.call('sharing.undo', { id: id ?? 0 }))).toMatchObject({ kept: 0 })
    expect(getRows(boris)).toEqual(before)
    expect(unwrapError(boris.call('sharing.undo', { id: id ?? 0 })).code).toBe('not-found')
    // The file can be imported again, and search finds each text once.
    const again = await importShared(boris, path)
    expect(
      unwrap(boris.call('search.query', { conference: octopus, text: 'rewritten', limit: 9 })),
    ).toHaveLength(1)
    saveNote(boris, 'Boris wrote on', { id: shared.id, baseRevision: 9 })
    expect(unwrap(boris.call('sharing.undo', { id: again.id ?? 0 }))).toMatchObject({ kept: 1 })
    expect(getText(boris, shared.id)).toBe('Boris wrote on')
    expect(listNotes(boris)).toHaveLength(1)
  })

  test('undo leaves a note that was made private since', async () => {
    const { id: note } = saveNote(anna, 'shared')
    await importShared(boris, await shareNotes(anna))
    saveNote(anna, 'shared and more', { id: note, baseRevision: 1 })
    const { id } = await importShared(boris, await shareNotes(anna))
    unwrap(boris.call('notes.setConfidentiality', { ids: [note], confidentiality: 'private' }))
    expect(unwrap(boris.call('sharing.undo', { id: id ?? 0 }))).toMatchObject({ undone: 0, kept: 1 })
    expect(unwrap(boris.call('notes.get', { id: note }))).toMatchObject({
      markdown: 'shared and more',
      confidentiality: 'private',
    })
  })

  test('a note that is deleted for good leaves no text in the data for Undo', async () => {
    const { id: note } = saveNote(anna, 'the first text')
    await importShared(boris, await shareNotes(anna))
    saveNote(anna, 'the second text', { id: note, baseRevision: 1 })
    await importShared(boris, await shareNotes(anna))
    unwrap(boris.call('notes.remove', { ids: [note] }))
    unwrap(boris.call('trash.remove', { notes: [note], contacts: [] }))
    const { sql } = boris.lifecycle.ready().connection
    expect(JSON.stringify(sql('SELECT before FROM merge_log').all())).not.toContain('text')
  })

  test('after undoing and sharing the resolved note, further edits still reach the colleague', async () => {
    const { id } = saveNote(anna, 'base')
    await importShared(boris, await shareNotes(anna))
    saveNote(anna, 'base and Anna', { id, baseRevision: 1 })
    saveNote(boris, 'base and Boris', { id, baseRevision: 1 })
    const settled = await importShared(anna, await shareNotes(boris), { theirs: [id] })
    await importShared(boris, await shareNotes(anna))
    unwrap(anna.call('sharing.undo', { id: settled.id ?? 0 }))
    expect(getText(anna, id)).toBe('base and Anna')
    const { revision } = unwrap(anna.call('notes.get', { id }))
    saveNote(anna, 'base and Anna again', { id, baseRevision: revision })
    const { preview } = await importShared(boris, await shareNotes(anna))
    expect(preview?.notes).toMatchObject([{ id, texts: { theirs: 'base and Anna again' } }])
  })

  test('notes on a conference that is not on this computer are refused', async () => {
    unwrap(await importFile(anna, programme()))
    const testing = ConferenceSlug.parse('testing-days')
    const path = await shareNotes(anna, { conference: testing })
    expect(unwrapError(await openShared(boris, path))).toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/^These are notes on “Testing Days”.*Import its programme first/),
    })
    // A file with stars only is not described as notes.
    unwrap(anna.call('stars.set', { conference: testing, session: toGuid('opening'), starred: true }))
    const stars = await shareNotes(anna, { conference: testing, stars: true })
    expect(unwrapError(await openShared(boris, stars))).toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(
        /^These are the starred sessions .*“Testing Days”.*Import its programme/,
      ),
    })
  })
})

function listVersionTexts(store: TestStore, id: NoteId): string[] {
  return unwrap(store.call('notes.versions', { id })).map(
    ({ revision }) => unwrap(store.call('notes.version', { id, revision })).markdown,
  )
}
