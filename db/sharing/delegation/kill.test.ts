/** If a process is killed at any moment of a sync, nothing is lost, and no file is unreadable. */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { setLevel } from '../../testing/delegation-steps.ts'
import {
  createDelegate,
  createDelegation,
  createDelegationOfTwo,
  createInvitation,
  editNote,
  getDelegation,
  getFiles,
  getTexts,
  joinDelegation,
  settle,
  syncNow,
} from '../../testing/delegations.ts'
import {
  copyPreparedProfile,
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  type TestStore,
  toGuid,
  unwrap,
} from '../../testing/temp-store.ts'
import { sync } from './sync.ts'

vi.setConfig({ testTimeout: 3_600_000 })

const KILLS = Math.round(6 * Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1))

/** Runs `sync now` and kills it after a time. @returns the duration, if the process ended by itself */
async function syncAndKill(profile: string, afterMs: number | null): Promise<number> {
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [joinPath(resources, 'cli', 'rapporteur.ts'), 'sync', 'now', '--profile', profile],
    { stdio: 'ignore' },
  )
  const ended = new Promise((resolve) => child.on('exit', resolve))
  if (afterMs !== null) {
    await Promise.race([ended, wait(afterMs)])
    child.kill('SIGKILL')
  }
  await ended
  return performance.now() - started
}

test('what a killed sync has not shared, the next one does', async () => {
  const folder = createTempFolder()
  const profile = joinPath(createTempFolder(), 'profile')
  mkdirSync(profile)
  copyPreparedProfile(profile)
  const boris = createDelegate('Boris')
  await createDelegation(boris, folder)
  const open = () => createTempStore({ folder: profile, clock: boris.clock })
  const first = open()
  await joinDelegation(first, createInvitation(boris), folder)
  first.close()
  const whole = await syncAndKill(profile, null)
  for (let kill = 0; kill < KILLS; kill += 1) {
    const anna = open()
    for (let one = 0; one < 3; one += 1) saveNote(anna, `note ${kill} ${one}`)
    anna.close()
    saveNote(boris, `by Boris ${kill}`)
    await syncNow(boris)
    // The kills are spread over the second half of a run, in which it reads and writes.
    await syncAndKill(profile, whole * (0.5 + (0.6 * kill) / KILLS))
  }
  const anna = open()
  await settle(anna, boris)
  expect(getTexts(boris)).toHaveLength(4 * KILLS)
  expect(getTexts(anna)).toEqual(getTexts(boris))
  expect(getDelegation(boris).last).toMatchObject({ incomplete: 0, unreadable: 0 })
  expect(unwrap(anna.call('delegation.hasNews', { conference: octopus }))).toEqual({
    incoming: false,
    outgoing: null,
  })
})

/** A sync that is killed after it wrote its file, and before the notebook knows that. */
async function syncAndDie(store: TestStore, folder: string): Promise<void> {
  const { connection, author, device } = store.lifecycle.ready()
  const context = { sql: connection.sql, now: store.clock.now, author: () => author, device: () => device }
  const before = getFiles(folder)
  const transact = <T>(work: () => T): T => {
    if (getFiles(folder).some((path) => !before.includes(path))) throw new Error('killed')
    return connection.db.transaction(work).immediate()
  }
  await expect(sync({ context, slug: octopus, transact })).rejects.toThrow('killed')
}

test('a tag and a star that a killed sync sent can be removed again', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  await settle(anna, boris)
  const change = (tags: { add: string[]; remove: string[] }, starred: boolean) => {
    unwrap(anna.call('tags.change', { notes: [id], ...tags }))
    unwrap(anna.call('stars.set', { conference: octopus, session: toGuid('workshop-8'), starred }))
  }
  const getTags = () => unwrap(boris.call('notes.get', { id })).tags
  const getStars = () =>
    unwrap(boris.call('stars.ofColleagues', { conference: octopus })).flatMap(({ sessions }) => sessions)
  change({ add: ['T'], remove: [] }, true)
  await syncAndDie(anna, folder)
  await syncNow(boris)
  expect([getTags(), getStars()]).toEqual([['T'], ['workshop-8']])
  change({ add: [], remove: ['T'] }, false)
  await settle(anna, boris)
  expect([getTags(), getStars()]).toEqual([[], []])
})

test('a note that a killed sync withdrew can be shared again', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  await settle(anna, boris)
  setLevel(anna, id, 'private')
  await syncAndDie(anna, folder)
  await syncNow(boris)
  expect(getTexts(boris)).toEqual([])
  setLevel(anna, id, 'shareable')
  await settle(anna, boris)
  editNote(anna, id, () => 'two')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual(['two'])
})

test('a note that a killed sync shared again can be withdrawn', async () => {
  const { folder, anna, boris } = await createDelegationOfTwo()
  const { id } = saveNote(anna, 'one')
  await settle(anna, boris)
  setLevel(anna, id, 'private')
  await settle(anna, boris)
  setLevel(anna, id, 'shareable')
  await syncAndDie(anna, folder)
  await syncNow(boris)
  expect(getTexts(boris)).toEqual(['one'])
  setLevel(anna, id, 'private')
  await settle(anna, boris)
  expect(getTexts(boris)).toEqual([])
})
