/**
 * Several delegates write while an unreliable carrier copies their files: with partitions, out of order, twice, in halves, with clocks a day
 * apart. RAPPORTEUR_TEST_SIZE=10 makes it ten times as long.
 */
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join as joinPath } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { NoteId } from '../../model.ts'
import { createDelegation, getDelegation, invite, join, syncNow } from '../../testing/delegations.ts'
import {
  guid,
  must,
  octopus,
  saveNote,
  type TestStore,
  tempFolder,
  tempStore,
} from '../../testing/temp-store.ts'
import { sha256 } from '../container.ts'

vi.setConfig({ testTimeout: 3_600_000 })

const size = Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)
const DELEGATES = 4
const STEPS = Math.round(40 * size)
const sessions = ['workshop-7', 'workshop-8', 'workshop-9', 'plenary']

/** Mulberry32: the same sequence for the same seed. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (((mixed ^ (mixed >>> 14)) >>> 0) % 1_000_003) % below
  }
}

type Delegate = { name: string; store: TestStore; folder: string; days: number; notes: NoteId[] }

const listOwn = ({ store }: Delegate) =>
  must(store.call('notes.list', { conference: octopus })).filter(({ createdBy }) => createdBy === null)
const getText = (store: TestStore, id: NoteId) => must(store.call('notes.get', { id }))
const files = (folder: string) => globSync('**/*.age', { cwd: folder }).sort()

/** Copies some or all files of one folder into another, as an engine would: a file that its owner deleted goes there too. */
function carry(from: Delegate, to: Delegate, delegates: Delegate[], chance: (below: number) => number): void {
  for (const name of files(from.folder).sort(() => chance(3) - 1)) {
    const target = joinPath(to.folder, name)
    mkdirSync(dirname(target), { recursive: true })
    const bytes = readFileSync(joinPath(from.folder, name))
    // An engine passes on what it has completely.
    if (!name.endsWith(`-${sha256(bytes)}.age`)) continue
    const fault = chance(6)
    if (fault === 0) continue
    if (fault === 1 && !existsSync(target)) writeFileSync(target, bytes.subarray(0, chance(bytes.length)))
    else copyFileSync(joinPath(from.folder, name), target)
    if (fault === 2) copyFileSync(target, `${target.slice(0, -4)} (1).age`)
  }
  for (const name of files(to.folder)) {
    const owner = delegates.find(({ store }) => name.includes(getOwnDevice(store)))
    const isDeleted = owner && owner !== to && !existsSync(joinPath(owner.folder, name))
    if (isDeleted && chance(2) === 0) rmSync(joinPath(to.folder, name))
  }
}

const devices = new Map<TestStore, string>()
function getOwnDevice(store: TestStore): string {
  const known = devices.get(store) ?? getDelegation(store).members[0]?.device ?? ''
  devices.set(store, known)
  return known
}

/** One random edit. Texts of private notes contain PRIVATE. */
function edit(delegate: Delegate, step: number, mark: string, chance: (below: number) => number): void {
  const { store, name } = delegate
  const own = listOwn(delegate)
  const note = own[chance(Math.max(1, own.length))]
  const kind = chance(8)
  if (kind === 0) {
    delegate.days = chance(3) - 1 - delegate.days
    store.clock.pass({ hours: 24 * delegate.days })
  } else if (kind === 1) {
    const session = guid(sessions[chance(sessions.length)] ?? '')
    must(store.call('stars.set', { conference: octopus, session, starred: chance(2) === 0 }))
  } else if (kind === 2 && note && own.length > 2) must(store.call('notes.remove', { ids: [note.id] }))
  else if (kind === 3) {
    const { id } = saveNote(store, `PRIVATE ${name} ${step}`)
    must(store.call('notes.setConfidentiality', { ids: [id], confidentiality: 'private' }))
  } else if (kind < 6 && note && note.confidentiality === 'shareable') {
    const { markdown, revision } = getText(store, note.id)
    saveNote(store, `${markdown}\n\n${mark} ${name} ${step}`, {
      id: note.id,
      session: note.session,
      baseRevision: revision,
    })
  } else saveNote(store, `${mark} ${name} ${step}`, { session: sessions[step % sessions.length] ?? null })
  store.clock.pass({ seconds: 20 })
}

/** What a delegate shares, as this store has it. */
function getShared(reader: Delegate, author: Delegate): unknown {
  const me = must(author.store.call('people.me', {})).id
  const isTheirs = (createdBy: string | null) => createdBy === (reader === author ? null : me)
  const notes = must(reader.store.call('notes.list', { conference: octopus }))
    .filter(({ createdBy, confidentiality }) => isTheirs(createdBy) && confidentiality === 'shareable')
    .map(({ id }) => getText(reader.store, id))
    .map(({ id, markdown, session, updatedAt }) => ({ id, markdown, session, updatedAt }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const stars =
    reader === author
      ? must(reader.store.call('stars.list', { conference: octopus })).map(String)
      : must(reader.store.call('stars.ofColleagues', { conference: octopus })).flatMap((one) =>
          one.person === me ? one.sessions : [],
        )
  return { notes, stars: [...stars].sort() }
}

test('every delegate ends with the same notes and stars, and outsiders with none', async () => {
  const chance = seeded(26)
  const delegates = Array.from({ length: DELEGATES }, (_, index): Delegate => {
    const store = tempStore()
    must(store.call('people.saveMe', { name: `Delegate ${index}`, delegation: '' }))
    return { name: `D${index}`, store, folder: tempFolder(), days: 0, notes: [] }
  })
  const [first, second] = delegates
  const outsider = delegates.at(-1)
  if (!first || !second || !outsider) throw new Error('there are delegates')
  await createDelegation(first.store, first.folder)
  for (const { store, folder } of delegates.slice(1)) await join(store, invite(first.store), folder)

  async function run(members: Delegate[], mark: string): Promise<void> {
    for (let step = 0; step < STEPS; step += 1) {
      const delegate = members[chance(members.length)] ?? first
      const other = delegates[chance(delegates.length)] ?? first
      if (delegate) edit(delegate, step, mark, chance)
      if (delegate && chance(2) === 0) await syncNow(delegate.store)
      if (delegate && other && other !== delegate) {
        carry(delegate, other, delegates, chance)
        if (chance(2) === 0) carry(other, delegate, delegates, chance)
      }
    }
    // The partitions heal.
    const honest = () => 5
    for (let round = 0; round < 8; round += 1) {
      for (const { store } of delegates) await syncNow(store)
      for (const from of delegates)
        for (const to of delegates) if (from !== to) carry(from, to, delegates, honest)
    }
  }

  const expectAlike = (members: Delegate[]) => {
    for (const author of members) {
      for (const reader of members) {
        expect(getShared(reader, author), `of ${author.name}, as ${reader.name} has it`).toEqual(
          getShared(author, author),
        )
      }
    }
  }

  await run(delegates, 'BEFORE')
  expectAlike(delegates)

  must(
    second.store.call('delegation.remove', { conference: octopus, devices: [getOwnDevice(outsider.store)] }),
  )
  for (let round = 0; round < 3; round += 1) {
    await syncNow(second.store)
    for (const to of delegates) if (to !== second) carry(second, to, delegates, () => 5)
    for (const { store } of delegates) await syncNow(store)
  }
  await run(delegates, 'AFTER')
  const members = delegates.filter((one) => one !== outsider)
  expectAlike(members)
  const seen = must(outsider.store.call('notes.list', { conference: octopus })).filter(
    ({ createdBy }) => createdBy !== null,
  )
  for (const { id } of seen) expect(getText(outsider.store, id).markdown).not.toContain('AFTER')

  const paths = delegates.flatMap(({ folder }) => files(folder).map((name) => joinPath(folder, name)))
  expect(paths.length).toBeGreaterThan(DELEGATES)
  for (const path of paths) {
    const bytes = readFileSync(path)
    for (const canary of ['BEFORE', 'AFTER', 'PRIVATE', 'Delegate']) {
      expect(bytes.includes(canary), `${canary} in ${basename(path)}`).toBe(false)
    }
  }
  for (const reader of delegates) {
    for (const { id, createdBy } of must(reader.store.call('notes.list', { conference: octopus }))) {
      if (createdBy !== null) expect(getText(reader.store, id).markdown).not.toContain('PRIVATE')
    }
  }
})
