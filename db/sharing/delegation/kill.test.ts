/** If a process is killed at any moment of a sync, nothing is lost, and no file is unreadable. */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import {
  createDelegate,
  createDelegation,
  createInvitation,
  getDelegation,
  getTexts,
  joinDelegation,
  settle,
  syncNow,
} from '../../testing/delegations.ts'
import {
  copyStarted,
  octopus,
  resources,
  saveNote,
  tempFolder,
  tempStore,
  unwrap,
} from '../../testing/temp-store.ts'

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
  const folder = tempFolder()
  const profile = joinPath(tempFolder(), 'profile')
  mkdirSync(profile)
  copyStarted(profile)
  const boris = createDelegate('Boris')
  await createDelegation(boris, folder)
  const open = () => tempStore({ folder: profile, clock: boris.clock })
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
