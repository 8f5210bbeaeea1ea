/** Files of notes by an impostor are refused, or reported before anything is imported. */
import { readFileSync } from 'node:fs'
import { strFromU8, strToU8 } from 'fflate'
import { beforeEach, describe, expect, test } from 'vitest'
import { createNoteId, saveNote, type TestStore, unwrap, unwrapError } from '../testing/temp-store.ts'
import {
  type Content,
  getContent,
  getEntries,
  getId,
  packEntries,
  resignBundle,
  signContent,
  writeBundle,
} from './testing/forge.ts'
import { getRows, importShared, openShared, shareNotes } from './testing/shared-files.ts'
import { anna, boris, everything, fill, getText, listNotes, prepareTwoStores } from './testing/two-stores.ts'

prepareTwoStores()

let original: Uint8Array

beforeEach(async () => {
  // Anna's key is stored here; the next file is forged.
  saveNote(anna, 'known')
  await importShared(boris, await shareNotes(anna))
  fill(anna)
  original = readFileSync(await shareNotes(anna, everything))
})

const signAsStranger = (change: (content: Content) => void) => resignBundle(original, change)
const signWithKey = (store: TestStore, change: (content: Content) => void) =>
  resignBundle(original, change, store.lifecycle.ready().device.privateKey)

describe('is refused, and nothing is written:', () => {
  const refused: Record<string, () => Uint8Array> = {
    'a bit flipped in what is signed': () => {
      const entries = getEntries(original)
      const content = Uint8Array.from(entries['bundle.json'] ?? [])
      const at = Buffer.from(content).indexOf('rewritten')
      content[at] = (content[at] ?? 0) ^ 1
      return packEntries({ ...entries, 'bundle.json': content })
    },
    'a bit flipped in the signature': () => {
      const entries = getEntries(original)
      const text = strFromU8(entries['signature.json'] ?? new Uint8Array())
      const other = text.replace(/"signature":"./, (start) =>
        start.endsWith('A') ? '"signature":"B' : '"signature":"A',
      )
      return packEntries({ ...entries, 'signature.json': strToU8(other) })
    },
    'the signature removed': () => {
      const { 'signature.json': _, ...entries } = getEntries(original)
      return packEntries(entries)
    },
    'the signature removed and called format 1': () => {
      const { 'signature.json': _, ...entries } = getEntries(original)
      return packEntries(entries, 1)
    },
    'the signature of another file of the same key': () => {
      const entries = getEntries(original)
      const other = signContent(
        entries,
        { ...getContent(entries), notes: [] },
        anna.lifecycle.ready().device.privateKey,
      )
      return packEntries({ ...entries, 'signature.json': other['signature.json'] ?? new Uint8Array() })
    },
    'the key swapped for another one, with the device of the first': () =>
      signAsStranger((content) => {
        content.device = anna.lifecycle.ready().device.id
      }),
    'no device': () => signWithKey(anna, (content) => delete content.device),
    'a picture added': () =>
      packEntries({ ...getEntries(original), [`pictures/${'0'.repeat(64)}`]: strToU8('<svg/>') }),
    'a note that is there twice': () =>
      signWithKey(anna, (content) => {
        const [note] = content.notes
        if (note) content.notes.push({ ...note, markdown: 'the second one' })
      }),
    'a later format': () =>
      signWithKey(anna, (content) => {
        Object.assign(content, { formatVersion: 3 })
      }),
    'a later format in its first line': () => packEntries(getEntries(original), 3),
    'the end cut off': () => original.subarray(0, original.length - 40),
    'something that is no JSON as its signature': () =>
      packEntries({ ...getEntries(original), 'signature.json': strToU8('{') }),
  }

  test.each(Object.keys(refused))('%s', async (name) => {
    const before = getRows(boris)
    const path = writeBundle(refused[name]?.() ?? new Uint8Array())
    expect(unwrapError(await openShared(boris, path)).code).toBe('bad-file')
    expect(getRows(boris)).toEqual(before)
  })
})

describe('is reported, and not imported unless the delegate trusts it:', () => {
  const untrusted: Record<string, [() => Uint8Array, object]> = {
    'a file in Anna’s name with the key of a stranger': [
      () => signAsStranger(() => {}),
      { state: 'other', before: { name: 'Anna Ek' } },
    ],
    'a file in Anna’s name that nobody signed': [
      () => {
        const { 'signature.json': _, ...entries } = getEntries(original)
        const { device: __, pictures: ___, ...content } = getContent(entries)
        const unsigned = { ...content, formatVersion: 1 }
        return packEntries({ ...entries, 'bundle.json': strToU8(JSON.stringify(unsigned)) }, 1)
      },
      { state: 'unsigned', fingerprint: null, before: { name: 'Anna Ek' } },
    ],
    'a file in the receiver’s own name with the key of a stranger': [
      () =>
        signAsStranger((content) => {
          content.from = getId(boris)
        }),
      { state: 'other' },
    ],
    'a file in the receiver’s own name with the key of a colleague': [
      () =>
        signWithKey(anna, (content) => {
          content.from = getId(boris)
        }),
      { state: 'other', before: { name: 'Anna Ek' } },
    ],
  }

  test.each(Object.keys(untrusted))('%s', async (name) => {
    const [make, signer] = untrusted[name] ?? [() => new Uint8Array(), {}]
    const path = writeBundle(make())
    const before = getRows(boris)
    const { opened, preview } = unwrap(await openShared(boris, path))
    expect(preview?.signer).toMatchObject({ ...signer, needsTrust: true })
    const failure = unwrapError(boris.call('sharing.merge', { opened, choices: { stars: true } }))
    expect(failure).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('--trust-key'),
      details: { code: expect.stringMatching(/^sharing\.(own|sender)-/) },
    })
    expect(getRows(boris)).toEqual(before)
    unwrap(boris.call('sharing.merge', { opened, choices: { trustKey: true } }))
    expect(listNotes(boris).length).toBeGreaterThan(1)
  })

  test('an unsigned file of the receiver’s own is imported once they confirm it', async () => {
    const content = getContent(getEntries(original))
    const {
      device: _,
      pictures: __,
      ...rest
    } = JSON.parse(JSON.stringify(content).replaceAll(getId(anna), getId(boris)))
    const notes = rest.notes.map((note: object) => ({ ...note, id: createNoteId() }))
    const unsigned = { ...rest, formatVersion: 1, notes }
    const path = writeBundle(packEntries({ 'bundle.json': strToU8(JSON.stringify(unsigned)) }, 1))
    const { opened, preview } = unwrap(await openShared(boris, path))
    expect(preview).toMatchObject({ isOwn: true, signer: { state: 'unsigned', needsTrust: true } })
    unwrap(boris.call('sharing.merge', { opened, choices: { trustKey: true } }))
    const own = listNotes(boris).filter(({ createdBy }) => createdBy === null)
    expect(own.length).toBeGreaterThan(0)
    for (const { id } of own) {
      saveNote(boris, 'edited', { id, baseRevision: unwrap(boris.call('notes.get', { id })).revision })
      expect(getText(boris, id)).toBe('edited')
    }
  })

  const forgeAuthor = (author: () => string) => () =>
    signWithKey(anna, (content) => {
      for (const note of content.notes) Object.assign(note, { author: author(), createdBy: author() })
    })

  test.each<[string, () => Uint8Array]>([
    ['notes as the receiver’s own', forgeAuthor(() => getId(boris))],
    [
      'earlier texts as the receiver’s own',
      () =>
        signWithKey(anna, (content) => {
          for (const note of content.notes) for (const version of note.versions) version.author = getId(boris)
        }),
    ],
  ])('%s, in a file that Anna signed', async (_, make) => {
    const { preview, leftOut } = await importShared(boris, writeBundle(make()))
    expect(preview?.signer.state).toBe('known')
    expect(preview?.unverified).toBeGreaterThan(0)
    expect(leftOut).toBe(preview?.unverified)
    const unverified = preview?.notes.filter(({ isUnverified }) => isUnverified).map(({ id }) => id)
    expect(listNotes(boris).filter(({ id }) => unverified?.includes(id))).toEqual([])
    const again = await importShared(boris, writeBundle(make()), { trustKey: true })
    expect(again.leftOut).toBe(0)
    expect(listNotes(boris).some(({ id }) => unverified?.includes(id))).toBe(true)
  })
})

describe('is imported as follows:', () => {
  test('times in the future become the present time', async () => {
    const late = '2099-01-01T00:00:00.000Z'
    const file = signWithKey(anna, (content) => {
      for (const note of content.notes) {
        Object.assign(note, { createdAt: late, updatedAt: late, deletedAt: note.deletedAt && late })
      }
      for (const person of content.people) Object.assign(person, { updatedAt: late, name: 'Anna E.' })
      content.createdAt = late
    })
    const { preview } = await importShared(boris, writeBundle(file))
    expect(preview?.createdAt).toBe(boris.clock.now())
    expect(JSON.stringify(getRows(boris))).not.toContain('2099')
    // Anna's next change of her name is then later than the forged one.
    anna.clock.pass({ hours: 1 })
    unwrap(anna.call('people.saveMe', { name: 'Anna Berg', delegation: 'Sweden' }))
    boris.clock.pass({ hours: 2 })
    await importShared(boris, await shareNotes(anna))
    expect(unwrap(boris.call('people.list', {})).map(({ name }) => name)).toContain('Anna Berg')
  })

  test('impossibly high revisions leave room for further saves', async () => {
    const file = signWithKey(anna, (content) => {
      for (const note of content.notes) {
        note.revision = Number.MAX_SAFE_INTEGER
        for (const device of Object.keys(note.clock)) note.clock[device] = Number.MAX_SAFE_INTEGER
      }
    })
    await importShared(boris, writeBundle(file))
    const [{ id } = { id: createNoteId() }] = listNotes(boris)
    for (let time = 1; time <= 5; time += 1) {
      saveNote(boris, `edited ${time}`, {
        id,
        baseRevision: unwrap(boris.call('notes.get', { id })).revision,
      })
    }
    expect(getText(boris, id)).toBe('edited 5')
  })

  test('unknown members, which a later version may add, are dropped', async () => {
    const file = signWithKey(anna, (content) => {
      Object.assign(content, { reactions: [{ id: 1 }] })
      for (const part of [...content.notes, ...content.people]) Object.assign(part, { mood: 'calm' })
      for (const note of content.notes)
        for (const version of note.versions) Object.assign(version, { by: 'pen' })
    })
    const entries = { ...getEntries(file), 'reactions/1': strToU8('later') }
    const { preview } = await importShared(boris, writeBundle(packEntries(entries)))
    expect(preview?.signer.state).toBe('known')
    expect(JSON.stringify(getRows(boris))).not.toContain('calm')
    expect(listNotes(boris).length).toBeGreaterThan(1)
  })

  test('a forged count for another device hides none of its later edits', async () => {
    const { id } = saveNote(anna, 'Anna’s')
    await importShared(boris, await shareNotes(anna))
    original = readFileSync(await shareNotes(anna, everything))
    const device = anna.lifecycle.ready().device.id
    const file = signAsStranger((content) => {
      content.from = createNoteId()
      content.people = []
      content.contacts = []
      content.notes = content.notes.filter((note) => note.id === id)
      for (const note of content.notes) note.clock = { [device]: 2 ** 40 }
    })
    await importShared(boris, writeBundle(file))
    saveNote(anna, 'Anna’s, written on', { id, baseRevision: 1 })
    await importShared(boris, await shareNotes(anna))
    expect(getText(boris, id)).toBe('Anna’s, written on')
  })

  test('versions with future revisions do not replace a version that is kept later', async () => {
    const { id } = saveNote(anna, 'Anna’s')
    original = readFileSync(await shareNotes(anna, everything))
    const file = signWithKey(anna, (content) => {
      for (const note of content.notes.filter((one) => one.id === id)) {
        const { author, updatedAt } = note
        note.versions = [2, 3].map((revision) => ({
          revision,
          author,
          savedAt: updatedAt,
          replacedAt: updatedAt,
          markdown: `made up ${revision}`,
        }))
      }
    })
    await importShared(boris, writeBundle(file))
    let { revision } = unwrap(boris.call('notes.get', { id }))
    for (const text of ['first', 'second', 'third']) {
      boris.clock.pass({ minutes: 6 })
      revision = saveNote(boris, text, { id, baseRevision: revision }).revision
    }
    const kept = unwrap(boris.call('notes.versions', { id })).map(
      (version) => unwrap(boris.call('notes.version', { id, revision: version.revision })).markdown,
    )
    expect(kept).toEqual(['second', 'first', 'Anna’s', 'made up 3', 'made up 2'])
  })

  test('a file does not change the creator of a note', async () => {
    const { id } = saveNote(boris, 'Boris’s')
    await importShared(anna, await shareNotes(boris))
    saveNote(anna, 'Boris’s and Anna’s', { id, baseRevision: 1 })
    original = readFileSync(await shareNotes(anna, everything))
    const file = signWithKey(anna, (content) => {
      for (const note of content.notes) note.createdBy = getId(anna)
    })
    await importShared(boris, writeBundle(file))
    expect(listNotes(boris).find((note) => note.id === id)).toMatchObject({ createdBy: null })
    expect(getText(boris, id)).toBe('Boris’s and Anna’s')
  })
})
