/** Notes that go from one store to another as a file, and back. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ConferenceSlug, type NoteId } from '../model.ts'
import { importFile, bundle as programme } from '../testing/bundles.ts'
import {
  guid,
  must,
  mustFail,
  newContactId,
  octopus,
  saveNote,
  someone,
  type TestStore,
  tempFolder,
  tempStore,
} from '../testing/temp-store.ts'
import { handOver, open, rowsOf, takeIn } from './testing.ts'

let anna: TestStore
let boris: TestStore

// A machine that is busy takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

beforeEach(() => {
  anna = tempStore()
  boris = tempStore()
  must(anna.call('people.saveMe', { name: 'Anna Ek', delegation: 'Sweden' }))
  must(boris.call('people.saveMe', { name: 'Борис', delegation: 'Бюро' }))
})

const list = (store: TestStore) => must(store.call('notes.list', { conference: octopus }))
const textOf = (store: TestStore, id: NoteId) => must(store.call('notes.get', { id })).markdown
const everything = {
  contactNotes: true,
  stars: true,
  history: true,
  confidentiality: 'private',
} as const

function fill(store: TestStore) {
  const first = saveNote(
    store,
    '[14:33](rapporteur:at/2016-11-17T13:33:07Z) Ask [@EUROJUST](rapporteur:contact/octopus-2016/eurojust)\n\nДоступ 会議',
    { session: 'workshop-9' },
  )
  store.clock.pass({ minutes: 6 })
  saveNote(store, 'rewritten', { id: first.id, session: 'workshop-9', baseRevision: 1 })
  const internal = saveNote(store, 'between us', { keyMessage: 'km-2' })
  must(store.call('notes.setConfidentiality', { ids: [internal.id], confidentiality: 'internal' }))
  const hidden = saveNote(store, 'for nobody')
  must(store.call('notes.setConfidentiality', { ids: [hidden.id], confidentiality: 'private' }))
  const gone = saveNote(store, 'REMOVED')
  must(store.call('notes.remove', { ids: [gone.id] }))
  const contact = newContactId()
  must(
    store.call('contacts.save', {
      id: contact,
      conference: octopus,
      fields: { ...someone, note: 'owes me a coffee' },
    }),
  )
  must(store.call('stars.set', { conference: octopus, session: guid('workshop-9'), starred: true }))
  must(store.call('stars.set', { conference: octopus, session: guid('workshop-8'), starred: true }))
  must(store.call('stars.set', { conference: octopus, session: guid('workshop-8'), starred: false }))
  return { first: first.id, internal: internal.id, hidden: hidden.id, gone: gone.id, contact }
}

describe('a file for another computer of one’s own', () => {
  test('makes an equal database, at once and when it comes back', async () => {
    fill(anna)
    const before = rowsOf(anna)
    const other = tempStore()
    await takeIn(other, await handOver(anna, everything), { stars: true })
    expect(rowsOf(other)).toEqual(before)
    await takeIn(anna, await handOver(other, everything), { stars: true })
    expect(rowsOf(anna)).toEqual(before)
  })

  test('the same bytes each time', async () => {
    fill(anna)
    const [one, two] = [await handOver(anna, everything), await handOver(anna, everything)]
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true)
  })
})

describe('a file for a colleague', () => {
  test('leaves out what is internal, private or deleted, and the private notes on people', async () => {
    const { first, contact } = fill(anna)
    const path = await handOver(anna)
    expect(must(anna.call('exchange.contents', { conference: octopus }))).toMatchObject({
      notes: 1,
      contacts: 1,
      stars: 0,
      withheld: 2,
      fileName: 'Octopus Conference 2016 Anna Ek.rapporteur',
    })
    const { preview, summary } = await takeIn(boris, path)
    expect(preview?.from).toMatchObject({ name: 'Anna Ek', delegation: 'Sweden' })
    expect(summary).toEqual({ newNotes: 1, changedNotes: 0, settledNotes: 0, contacts: 1, stars: 0, tags: 0 })
    expect(list(boris)).toMatchObject([{ id: first, createdBy: preview?.from.id }])
    expect(must(boris.call('contacts.list', { conference: octopus }))).toMatchObject([
      { id: contact, note: '', createdBy: preview?.from.id },
    ])
    const bytes = execFileSync('unzip', ['-p', withoutFirstLine(path), 'bundle.json'], { encoding: 'utf8' })
    expect(bytes).not.toMatch(/between us|for nobody|REMOVED|coffee|会議/)
    expect(bytes).toContain('rewritten')
  })

  test('with what is internal, when that is asked for', async () => {
    fill(anna)
    await takeIn(boris, await handOver(anna, { confidentiality: 'internal' }))
    expect(
      list(boris)
        .map(({ confidentiality }) => confidentiality)
        .sort(),
    ).toEqual(['internal', 'shareable'])
  })

  test('of chosen or starred sessions only', async () => {
    saveNote(anna, 'nine', { session: 'workshop-9' })
    saveNote(anna, 'eight', { session: 'workshop-8' })
    saveNote(anna, 'none')
    await takeIn(boris, await handOver(anna, { sessions: [guid('workshop-8')] }))
    expect(list(boris).map(({ excerpt }) => excerpt)).toEqual(['eight'])
    must(anna.call('stars.set', { conference: octopus, session: guid('workshop-9'), starred: true }))
    await takeIn(boris, await handOver(anna, { sessions: 'starred' }))
    expect(list(boris)).toHaveLength(2)
    expect(must(boris.call('stars.list', { conference: octopus }))).toEqual([])
  })
})

describe('taking in', () => {
  test('twice changes nothing', async () => {
    fill(anna)
    const path = await handOver(anna, everything)
    await takeIn(boris, path, { stars: true })
    const after = rowsOf(boris)
    const again = await takeIn(boris, path, { stars: true })
    expect(again.id).toBeNull()
    expect(again.preview).toMatchObject({ notes: [], contacts: [], stars: [], known: 5 })
    expect(rowsOf(boris)).toEqual(after)
    expect(must(boris.call('exportLog.received', { conference: octopus }))).toHaveLength(1)
  })

  test('what a colleague wrote on follows; the text before it is kept', async () => {
    const { id } = saveNote(anna, 'one')
    await takeIn(boris, await handOver(anna))
    saveNote(boris, 'one and two', { id, baseRevision: 1 })
    const { preview } = await takeIn(anna, await handOver(boris))
    expect(preview?.notes).toMatchObject([{ step: 'updated', texts: { ours: 'one', theirs: 'one and two' } }])
    expect(textOf(anna, id)).toBe('one and two')
    expect(must(anna.call('notes.version', { id, revision: 1 })).markdown).toBe('one')
    expect(list(anna)).toMatchObject([{ createdBy: null }])
    // An older file brings nothing back.
    const older = await handOver(boris)
    saveNote(anna, 'one, two and three', { id, baseRevision: 2 })
    expect((await takeIn(anna, older)).id).toBeNull()
  })

  test.each(['ours', 'theirs'] as const)(
    'a note changed on both sides: both texts stay, %s in front, and the other side follows',
    async (front) => {
      const { id } = saveNote(anna, 'base')
      await takeIn(boris, await handOver(anna))
      saveNote(anna, 'base and Anna', { id, baseRevision: 1 })
      saveNote(boris, 'base and Boris', { id, baseRevision: 1 })
      const path = await handOver(boris)
      const { preview, summary } = await takeIn(anna, path, { theirs: front === 'theirs' ? [id] : [] })
      expect(preview?.notes).toMatchObject([
        { step: 'both', texts: { ours: 'base and Anna', theirs: 'base and Boris' } },
      ])
      expect(summary.settledNotes).toBe(1)
      const [winner, other] =
        front === 'ours' ? ['base and Anna', 'base and Boris'] : ['base and Boris', 'base and Anna']
      expect(textOf(anna, id)).toBe(winner)
      expect(versionTexts(anna, id)).toContain(other)
      expect((await takeIn(anna, path)).id).toBeNull()
      await takeIn(boris, await handOver(anna))
      expect(textOf(boris, id)).toBe(winner)
      if (front === 'ours') expect(versionTexts(boris, id)).toContain('base and Boris')
    },
  )

  test('the same change on both sides is no change', async () => {
    const { id } = saveNote(anna, 'base')
    await takeIn(boris, await handOver(anna))
    for (const store of [anna, boris]) saveNote(store, 'the same', { id, baseRevision: 1 })
    expect((await takeIn(anna, await handOver(boris))).id).toBeNull()
  })

  test('a deletion follows where nothing was changed; a text wins over it', async () => {
    const [plain, changed] = [saveNote(anna, 'plain').id, saveNote(anna, 'changed').id]
    await takeIn(boris, await handOver(anna))
    must(anna.call('notes.remove', { ids: [plain, changed] }))
    saveNote(boris, 'changed by Boris', { id: changed, baseRevision: 1 })
    await takeIn(boris, await handOver(anna))
    expect(list(boris).map(({ id }) => id)).toEqual([changed])
    await takeIn(anna, await handOver(boris))
    expect(list(anna).map(({ excerpt }) => excerpt)).toEqual(['changed by Boris'])
  })

  test('a contact changed on both sides says where they differ, and keeps ours unless theirs is wanted', async () => {
    const id = newContactId()
    must(anna.call('contacts.save', { id, conference: octopus, fields: { ...someone, note: 'mine' } }))
    await takeIn(boris, await handOver(anna))
    must(
      anna.call('contacts.save', {
        id,
        conference: octopus,
        fields: { ...someone, role: 'Judge', note: 'mine' },
        base: { ...someone, note: 'mine' },
      }),
    )
    must(
      boris.call('contacts.save', {
        id,
        conference: octopus,
        fields: { ...someone, email: 'b@example.org' },
        base: someone,
      }),
    )
    const path = await handOver(boris)
    const { preview } = await takeIn(anna, path)
    expect(preview?.contacts).toMatchObject([
      {
        step: 'both',
        differs: [
          { field: 'role', ours: 'Judge', theirs: 'Prosecutor' },
          { field: 'email', ours: 'ana@example.org', theirs: 'b@example.org' },
        ],
      },
    ])
    expect(must(anna.call('contacts.list', { conference: octopus }))[0]).toMatchObject({
      role: 'Judge',
      note: 'mine',
    })
    await takeIn(boris, await handOver(anna))
    expect(must(boris.call('contacts.list', { conference: octopus }))[0]).toMatchObject({ role: 'Judge' })
  })

  test('undone, everything is as it was, save for what was changed since', async () => {
    const shared = saveNote(anna, 'shared')
    await takeIn(boris, await handOver(anna))
    fill(anna)
    saveNote(anna, 'shared and more', { id: shared.id, baseRevision: 1 })
    const before = rowsOf(boris)
    const path = await handOver(anna, everything)
    const { id } = await takeIn(boris, path, { stars: true })
    expect(rowsOf(boris)).not.toEqual(before)
    expect(must(boris.call('exchange.undo', { id: id ?? 0 }))).toMatchObject({ kept: 0 })
    expect(rowsOf(boris)).toEqual(before)
    expect(mustFail(boris.call('exchange.undo', { id: id ?? 0 })).code).toBe('not-found')
    // It can be taken in again, and search finds the texts once.
    const again = await takeIn(boris, path)
    expect(
      must(boris.call('search.query', { conference: octopus, text: 'rewritten', limit: 9 })),
    ).toHaveLength(1)
    saveNote(boris, 'Boris wrote on', { id: shared.id, baseRevision: 9 })
    expect(must(boris.call('exchange.undo', { id: again.id ?? 0 }))).toMatchObject({ kept: 1 })
    expect(textOf(boris, shared.id)).toBe('Boris wrote on')
    expect(list(boris)).toHaveLength(1)
  })

  test('notes on a conference that is not here are refused', async () => {
    must(await importFile(anna, programme()))
    const path = await handOver(anna, { conference: ConferenceSlug.parse('testing-days') })
    expect(mustFail(await open(boris, path))).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('Testing Days'),
    })
  })
})

describe('a passphrase', () => {
  const passphrase = 'correct horse battery'

  test('locks the file until it is given', async () => {
    saveNote(anna, 'secret words')
    const path = await handOver(anna, {}, passphrase)
    expect(readFileSync(path, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/)
    const { opened, preview } = must(await open(boris, path))
    expect(preview).toBeNull()
    expect(mustFail(boris.call('exchange.merge', { opened, choices: {} })).code).toBe('not-found')
    const wrong = mustFail(await boris.request('exchange.unlock', { opened, passphrase: 'wrong horse' }))
    expect(wrong).toMatchObject({ code: 'bad-file', message: expect.stringContaining('passphrase') })
    expect(must(await boris.request('exchange.unlock', { opened, passphrase })).notes).toHaveLength(1)
    must(boris.call('exchange.merge', { opened, choices: {} }))
    expect(list(boris)).toMatchObject([{ excerpt: 'secret words' }])
  })

  test('the store answers while the key is being made', async () => {
    saveNote(anna, 'secret words')
    const path = await handOver(anna, {}, passphrase)
    const { opened } = must(await open(boris, path))
    const order: string[] = []
    const unlocking = boris
      .request('exchange.unlock', { opened, passphrase })
      .then(() => order.push('unlocked'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    must(boris.call('notes.list', { conference: octopus }))
    order.push('answered')
    await unlocking
    expect(order).toEqual(['answered', 'unlocked'])
  })

  test.runIf(process.platform === 'linux')('is one that the program age takes, both ways', async () => {
    saveNote(anna, 'secret words')
    const path = await handOver(anna, {}, passphrase)
    const plain = join(tempFolder(), 'plain.rapporteur')
    age(['--decrypt', '--output', plain, path], passphrase)
    expect((await takeIn(boris, plain)).summary.newNotes).toBe(1)

    const clear = await handOver(anna)
    for (const armor of [[], ['--armor']]) {
      const locked = join(tempFolder(), 'locked.rapporteur')
      age(['--passphrase', ...armor, '--output', locked, clear], passphrase)
      const { opened } = must(await open(boris, locked))
      expect(must(await boris.request('exchange.unlock', { opened, passphrase })).known).toBe(1)
    }
  })
})

describe('one flipped byte', () => {
  const flips = 24

  test.each([null, 'correct horse battery'])(
    'anywhere is noticed, and nothing is written (%s)',
    async (passphrase) => {
      fill(anna)
      const path = await handOver(anna, everything, passphrase)
      const intact = readFileSync(path)
      const before = rowsOf(boris)
      // Of the locked file two in the header and one in the text: each try takes a second on purpose.
      const places =
        passphrase === null
          ? Array.from({ length: flips }, (_, index) => Math.floor((index * intact.length) / flips))
          : [30, 120, intact.length - 100]
      for (const place of places) {
        const bytes = Buffer.from(intact)
        bytes[place] = (bytes[place] ?? 0) ^ 1
        const flipped = join(tempFolder(), 'flipped.rapporteur')
        writeFileSync(flipped, bytes)
        const opened = await open(boris, flipped)
        const failure =
          passphrase === null
            ? mustFail(opened)
            : mustFail(await boris.request('exchange.unlock', { opened: must(opened).opened, passphrase }))
        expect(failure, `byte ${place}`).toMatchObject({ code: 'bad-file' })
      }
      expect(rowsOf(boris)).toEqual(before)
    },
  )

  test('a file that is something else says so', async () => {
    const path = join(tempFolder(), 'odd.rapporteur')
    writeFileSync(path, 'x'.repeat(500))
    expect(mustFail(await open(boris, path)).message).toContain('not a file of notes')
    writeFileSync(path, '')
    expect(mustFail(await open(boris, path)).code).toBe('bad-file')
  })
})

test('what went out and what came in is on record', async () => {
  fill(anna)
  const path = await handOver(anna, { confidentiality: 'internal' }, 'correct horse battery')
  expect(must(anna.call('exportLog.sent', { conference: octopus }))).toMatchObject([
    {
      format: 'rapporteur',
      fileName: 'notes.rapporteur',
      bytes: readFileSync(path).length,
      sha256: execFileSync('sha256sum', [path], { encoding: 'utf8' }).slice(0, 64),
      mode: { sessions: null, confidentiality: 'internal', encrypted: true },
    },
  ])
  const clear = await handOver(anna)
  await takeIn(boris, clear)
  expect(must(boris.call('exportLog.received', { conference: octopus }))).toMatchObject([
    { name: 'Anna Ek', fileName: 'notes.rapporteur', canUndo: true, summary: { newNotes: 1 } },
  ])
})

function versionTexts(store: TestStore, id: NoteId): string[] {
  return must(store.call('notes.versions', { id })).map(
    ({ revision }) => must(store.call('notes.version', { id, revision })).markdown,
  )
}

/** What any unpacker opens. */
function withoutFirstLine(path: string): string {
  const bytes = readFileSync(path)
  const archive = join(tempFolder(), 'bundle.zip')
  writeFileSync(archive, bytes.subarray(bytes.indexOf('\n') + 1))
  return archive
}

/** age asks for its passphrase on the terminal only: `script` gives it one. */
function age(args: string[], passphrase: string): void {
  const answer = args[0] === '--passphrase' ? `${passphrase}\n${passphrase}\n` : `${passphrase}\n`
  execFileSync('script', ['-qec', `age ${args.map((arg) => `'${arg}'`).join(' ')}`, '/dev/null'], {
    input: answer,
    encoding: 'utf8',
  })
}
