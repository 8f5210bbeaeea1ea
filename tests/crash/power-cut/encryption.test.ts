/** A power cut while encryption is switched on or off, or the passphrase is changed, leaves the old or the new state. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openStore } from '../../../db/open-store.ts'
import { recordWorkload } from './cuts.ts'
import { createDisk, type Survival, survivals } from './disk.ts'
import { FIRST, hasNote, SECOND } from './encryption-texts.ts'

// Deriving a key takes half a second, and hundreds of disks have the same few vaults.
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>()
  const known = new Map<string, Buffer>()
  const scryptSync: typeof crypto.scryptSync = (password, salt, length, options) => {
    const name = JSON.stringify([password, salt, length, options])
    const key = known.get(name) ?? crypto.scryptSync(password, salt, length, options)
    known.set(name, key)
    return Buffer.from(key)
  }
  return { ...crypto, scryptSync }
})

const resources = join(import.meta.dirname, '../../..')
const points = 10 * Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)

/** The secrets with which the notebook may open; null: it is not encrypted. */
const secrets: Record<string, readonly (string | null)[]> = {
  written: [null, FIRST],
  encrypted: [FIRST, SECOND],
  changed: [SECOND, null],
  decrypted: [null],
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
    const deeds = recordWorkload({ work, folder, workload: 'encryption-workload.ts', arguments: [resources] })
    const disk = createDisk()
    let allowed: readonly (string | null)[] | undefined
    let acknowledgements: bigint | null = null
    let opened = 0
    const states = new Set<string>()
    // What names a file, or removes one, decides in which state the notebook is.
    const decisive = deeds.filter(({ kind }) => kind === 'rename' || kind === 'remove').length
    let cut = 0
    for (const [index, deed] of deeds.entries()) {
      if (deed.kind === 'open' && deed.path.endsWith('/acknowledged')) acknowledgements = deed.inode
      else if (deed.kind === 'write' && deed.inode === acknowledgements)
        allowed = secrets[deed.data.toString().trim()]
      else disk.carryOut(deed)
      const isDecisive = deed.kind === 'rename' || deed.kind === 'remove'
      const isDue = (index + 1) * points >= (cut + 1) * deeds.length
      if (!allowed || !(isDecisive || isDue)) continue
      if (isDue) cut += 1
      for (const survival of disk.pending() === 0 ? (['everything'] satisfies Survival[]) : survivals) {
        opened += 1
        rmSync(target, { recursive: true, force: true })
        mkdirSync(target)
        disk.writeOut(
          survival,
          () => 0.5,
          (path) => path.replace(folder, target),
        )
        const state = open(target, allowed)
        states.add(state)
        expect(state, `after deed ${index + 1} of ${deeds.length}, of the rest ${survival}`).toMatch(
          /^opened/,
        )
      }
    }
    expect(decisive).toBeGreaterThan(10)
    expect(opened).toBeGreaterThan(points)
    expect(states).toEqual(new Set(['opened without', `opened with ${FIRST}`, `opened with ${SECOND}`]))
  },
)

function open(folder: string, allowed: readonly (string | null)[]): string {
  const store = openStore({ folder, resources })
  try {
    if (store.lifecycle.status().state !== 'locked') {
      return allowed.includes(null) ? describe(store, 'without') : 'the notebook is not encrypted'
    }
    const secret = allowed.find(
      (candidate) => candidate !== null && store.call('encryption.unlock', { secret: candidate }).ok,
    )
    return typeof secret === 'string' ? describe(store, `with ${secret}`) : 'no secret opens it'
  } finally {
    store.close()
  }
}

function describe(store: ReturnType<typeof openStore>, how: string): string {
  const { state, damage, problem } = store.lifecycle.status()
  if (state !== 'ready') return `${state}: ${damage?.reason ?? problem?.message}`
  const integrity = store.lifecycle.ready().connection.db.pragma('integrity_check', { simple: true })
  if (integrity !== 'ok') return `integrity_check: ${integrity}`
  return hasNote(store) ? `opened ${how}` : 'the note is lost'
}
