/** Checks which blocks of a disk still contain text after the notes were deleted: reads an ext4 image that is mounted for the test. */
import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { locateEncryptedProfile } from '../../db/store/profile.ts'
import { createTempStore, octopus, resources, saveNote, unwrap } from '../../db/testing/temp-store.ts'

const CANARY = 'QUAGMIRECANARY'
const isRoot = process.platform === 'linux' && process.getuid?.() === 0

type Disk = { image: string; folder: string }

/** @returns null if no image can be created or mounted */
function makeDisk(): Disk | null {
  const work = mkdtempSync(join(tmpdir(), 'rapporteur-disk-'))
  const [image, folder] = [join(work, 'disk.img'), join(work, 'at')]
  const file = openSync(image, 'w')
  ftruncateSync(file, 256 * 1024 * 1024)
  closeSync(file)
  mkdirSync(folder)
  const remove = () => rmSync(work, { recursive: true, force: true })
  try {
    execFileSync('mkfs.ext4', ['-q', '-F', image], { stdio: 'ignore' })
    execFileSync('mount', ['-o', 'loop', image, folder], { stdio: 'ignore' })
  } catch {
    remove()
    return null
  }
  onTestFinished(() => {
    execFileSync('umount', ['--lazy', folder])
    remove()
  })
  return { image, folder }
}

const countCanaries = (disk: Disk) => count(disk, CANARY)

function count({ image }: Disk, text: string): number {
  execFileSync('sync')
  return readFileSync(image).toString('latin1').split(text).length - 1
}

describe.runIf(isRoot)('on a separate disk', () => {
  test('after the deletion, no block contains what was written and backed up', async ({ skip }) => {
    const disk = makeDisk()
    if (!disk) return skip('no image can be mounted')
    const store = createTempStore({ folder: join(disk.folder, 'profile') })
    for (let index = 0; index < 100; index += 1) saveNote(store, `${index} ${`${CANARY} words `.repeat(40)}`)
    unwrap(store.call('backups.create', {}))
    expect(countCanaries(disk)).toBeGreaterThan(1_000)
    const wiping = { conference: octopus, confirmation: 'Octopus Conference 2016', unverified: true }
    unwrap(await store.request('afterEvent.wipe', { ...wiping, deleteRecords: true }))
    expect(countCanaries(disk)).toBe(0)
  })

  test('no block contains unencrypted text after encryption was switched on, or the old key slots after the deletion', {
    timeout: 300_000,
  }, async ({ skip }) => {
    const disk = makeDisk()
    if (!disk) return skip('no image can be mounted')
    const store = createTempStore({ folder: join(disk.folder, 'profile') })
    const write = (from: number, to: number) => {
      for (let index = from; index < to; index += 1)
        saveNote(store, `${index} ${`${CANARY} words `.repeat(40)}`)
    }
    write(0, 100)
    unwrap(store.call('backups.create', {}))
    expect(countCanaries(disk)).toBeGreaterThan(1_000)
    const passphrase = 'correct horse battery'
    const { recoveryCode } = unwrap(store.call('encryption.prepare', { passphrase }))
    unwrap(store.call('encryption.switchOn', { recoveryCode, preferences: '{}' }))
    unwrap(store.call('encryption.unlock', { secret: passphrase }))
    expect(countCanaries(disk)).toBe(0)
    for (let day = 1; day <= 7; day += 1) {
      write(day * 100, day * 100 + 10)
      unwrap(store.call('search.query', { conference: octopus, text: CANARY, limit: 50 }))
      unwrap(store.call('backups.create', {}))
      store.clock.pass({ hours: 24 })
    }
    const { vault } = locateEncryptedProfile(store.folder, resources)
    const slots = JSON.parse(readFileSync(vault, 'utf8')).slots as { wrapped: string }[]
    expect(slots.map(({ wrapped }) => count(disk, wrapped)).every((found) => found > 1)).toBe(true)
    const next = unwrap(store.call('encryption.prepareNew', { what: 'key', secret: passphrase }))
    const wiping = { conference: octopus, confirmation: 'Octopus Conference 2016', unverified: true }
    unwrap(
      await store.request('afterEvent.wipe', {
        ...wiping,
        deleteRecords: true,
        recoveryCode: next.recoveryCode,
      }),
    )
    expect(countCanaries(disk)).toBe(0)
    expect(slots.map(({ wrapped }) => count(disk, wrapped))).toEqual([0, 0])
  })
})
