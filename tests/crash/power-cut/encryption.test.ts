/** A power cut while encryption is switched on or off, or its secrets or its key are changed, leaves the old or the new state. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openStore, type Store } from '../../../db/open-store.ts'
import { recordWorkload } from './cuts.ts'
import { createDisk, listSurvivals } from './disk.ts'
import { FIRST, hasNote, SECOND } from './encryption-texts.ts'
import type { DiskOperation } from './log.ts'

// Deriving a key takes half a second, and hundreds of disks have the same few vaults.
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>()
  const keyCache = new Map<string, Buffer>()
  const scryptSync: typeof crypto.scryptSync = (password, salt, length, options) => {
    const name = JSON.stringify([password, salt, length, options])
    const key = keyCache.get(name) ?? crypto.scryptSync(password, salt, length, options)
    keyCache.set(name, key)
    return Buffer.from(key)
  }
  return { ...crypto, scryptSync }
})

const resources = join(import.meta.dirname, '../../..')
const points = 10 * Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)

/** The secrets with which the notebook may open, by name; null if the notebook is not encrypted. */
type Allowed = { secrets: Record<string, string | null>; hasNote?: boolean }

/** `codes`: the recovery codes that the workload wrote into the same line. */
const allowedAfter: Record<string, (...codes: string[]) => Allowed> = {
  written: () => ({ secrets: { nothing: null, first: FIRST }, hasNote: true }),
  encrypted: () => ({ secrets: { first: FIRST, second: SECOND }, hasNote: true }),
  changed: () => ({ secrets: { second: SECOND }, hasNote: true }),
  're-keying': (earlier = '', next = '') => ({
    secrets: { 'the earlier code': earlier, 'the new code': next },
    hasNote: true,
  }),
  're-keyed': () => ({ secrets: { second: SECOND, nothing: null }, hasNote: true }),
  decrypted: () => ({ secrets: { nothing: null, first: FIRST }, hasNote: true }),
  wiping: (earlier = '', next = '') => ({
    secrets: { 'the code before the deletion': earlier, 'the code after it': next },
  }),
  wiped: (code = '') => ({ secrets: { 'the code after it': code }, hasNote: false }),
}

function parseLine(line: string): Allowed | undefined {
  const [operation = '', ...codes] = line.trim().split(' ')
  return allowedAfter[operation]?.(...codes)
}

// Recording uses the dynamic linker of Linux.
test.runIf(process.platform === 'linux')(
  'after a power cut at any moment the notebook opens with the old or the new secret, and nothing is lost',
  { timeout: 600_000 },
  () => {
    const work = mkdtempSync(join(tmpdir(), 'rapporteur-power-cut-'))
    onTestFinished(() => rmSync(work, { recursive: true, force: true }))
    const folder = join(work, 'profile')
    const target = join(work, 'after')
    const operations = recordWorkload({
      work,
      folder,
      workload: 'encryption-workload.ts',
      arguments: [resources],
    })
    const disk = createDisk()
    let allowed: Allowed | undefined
    let acknowledgements: bigint | null = null
    let openedDisks = 0
    const states = new Set<string>()
    // Operations that rename or remove a file decide in which state the notebook is.
    const decisiveCount = operations.filter(isDecisive).length
    let cuts = 0
    for (const [index, operation] of operations.entries()) {
      if (operation.kind === 'open' && operation.path.endsWith('/acknowledged'))
        acknowledgements = operation.inode
      else if (operation.kind === 'write' && operation.inode === acknowledgements)
        allowed = parseLine(operation.data.toString())
      else disk.perform(operation)
      const isDue = (index + 1) * points >= (cuts + 1) * operations.length
      if (!allowed || !(isDecisive(operation) || isDue)) continue
      if (isDue) cuts += 1
      for (const survival of listSurvivals(disk)) {
        openedDisks += 1
        rmSync(target, { recursive: true, force: true })
        mkdirSync(target)
        disk.writeOut(
          survival,
          () => 0.5,
          (path) => path.replace(folder, target),
        )
        const state = openAndDescribe(target, allowed)
        states.add(state)
        expect(
          state,
          `after operation ${index + 1} of ${operations.length}, with unsynced data “${survival}”`,
        ).toMatch(/^opened/)
      }
    }
    expect(decisiveCount).toBeGreaterThan(10)
    expect(openedDisks).toBeGreaterThan(points)
    const names = Object.values(allowedAfter).flatMap((allowed) => Object.keys(allowed().secrets))
    expect(states).toEqual(new Set(names.map((name) => `opened with ${name}`)))
  },
)

function isDecisive({ kind }: DiskOperation): boolean {
  return kind === 'rename' || kind === 'link' || kind === 'remove'
}

/** Opens the notebook with one of the allowed secrets. @returns which one opened it, or what is wrong */
function openAndDescribe(folder: string, { secrets, hasNote }: Allowed): string {
  const store = openStore({ folder, resources })
  const names = Object.keys(secrets)
  try {
    const opened =
      store.lifecycle.status().state === 'locked'
        ? names.find((name) => {
            const secret = secrets[name]
            return typeof secret === 'string' && store.call('encryption.unlock', { secret }).ok
          })
        : names.find((name) => secrets[name] === null)
    return opened === undefined ? 'no secret opens it' : describeState(store, opened, hasNote)
  } finally {
    store.close()
  }
}

function describeState(store: Store, secret: string, expected: boolean | undefined): string {
  const { state, damage, problem } = store.lifecycle.status()
  if (state !== 'ready') return `${state}: ${damage?.reason ?? problem?.message}`
  const integrity = store.lifecycle.ready().connection.db.pragma('integrity_check', { simple: true })
  if (integrity !== 'ok') return `integrity_check: ${integrity}`
  if (expected !== undefined && hasNote(store) !== expected)
    return expected ? 'the note is lost' : 'the note is still there'
  return `opened with ${secret}`
}
