/** Files of notes with a passphrase, damaged files, and other files. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createTempFolder, octopus, saveNote, unwrap, unwrapError } from '../testing/temp-store.ts'
import { sha256 } from './container.ts'
import { unpack } from './sharing-worker.ts'
import { encryptCheaply, getRows, importShared, openShared, shareNotes } from './testing/shared-files.ts'
import { anna, boris, everything, fill, listNotes, prepareTwoStores } from './testing/two-stores.ts'

prepareTwoStores()

describe('with a passphrase, a file', () => {
  const passphrase = 'correct horse battery'

  test('stays locked until the passphrase is given', async () => {
    saveNote(anna, 'secret words')
    const path = await shareNotes(anna, {}, passphrase)
    expect(readFileSync(path, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/)
    const { opened, preview } = unwrap(await openShared(boris, path))
    expect(preview).toBeNull()
    expect(unwrapError(boris.call('sharing.merge', { opened, choices: {} })).code).toBe('not-found')
    const wrong = unwrapError(await boris.request('sharing.unlock', { opened, passphrase: 'wrong horse' }))
    expect(wrong).toMatchObject({ code: 'bad-file', message: expect.stringContaining('passphrase') })
    expect(unwrap(await boris.request('sharing.unlock', { opened, passphrase })).notes).toHaveLength(1)
    unwrap(boris.call('sharing.merge', { opened, choices: {} }))
    expect(listNotes(boris)).toMatchObject([{ excerpt: 'secret words' }])
  })

  test('is unlocked while the store answers other calls', async () => {
    saveNote(anna, 'secret words')
    const path = await shareNotes(anna, {}, passphrase)
    const { opened } = unwrap(await openShared(boris, path))
    const order: string[] = []
    const unlocking = boris
      .request('sharing.unlock', { opened, passphrase })
      .then(() => order.push('unlocked'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    unwrap(boris.call('notes.list', { conference: octopus }))
    order.push('answered')
    await unlocking
    expect(order).toEqual(['answered', 'unlocked'])
  })

  test.runIf(process.platform === 'linux')(
    'is compatible with the program age in both directions',
    async () => {
      saveNote(anna, 'secret words')
      const path = await shareNotes(anna, {}, passphrase)
      const plain = join(createTempFolder(), 'plain.rapporteur')
      age(['--decrypt', '--output', plain, path], passphrase)
      expect((await importShared(boris, plain)).summary.newNotes).toBe(1)

      const clear = await shareNotes(anna)
      for (const armor of [[], ['--armor']]) {
        const locked = join(createTempFolder(), 'locked.rapporteur')
        age(['--passphrase', ...armor, '--output', locked, clear], passphrase)
        const { opened } = unwrap(await openShared(boris, locked))
        expect(unwrap(await boris.request('sharing.unlock', { opened, passphrase })).known).toBe(1)
      }
    },
  )
})

describe('a file that requires too much is refused with the reason', () => {
  const passphrase = 'correct horse battery'

  test.each([21, 30, 62])('of work for the passphrase (%i)', async (factor) => {
    const locked = Buffer.from(await encryptCheaply(await shareNotes(anna), passphrase)).toString('latin1')
    const asking = join(createTempFolder(), 'asking.rapporteur')
    writeFileSync(asking, locked.replace(/^(-> scrypt \S+) 1$/m, `$1 ${factor}`), 'latin1')
    const { opened } = unwrap(await openShared(boris, asking))
    const failure = unwrapError(await boris.request('sharing.unlock', { opened, passphrase }))
    expect(failure).toMatchObject({ code: 'bad-file', details: { parameters: { factor, limit: 20 } } })
    expect(failure.message).toContain('more memory and time')
  })

  test('of memory when it is unpacked', async () => {
    const file = readFileSync(await shareNotes(anna))
    const archive = file.subarray(file.indexOf('\n') + 1)
    // Claims a large size for the first entry (APPNOTE 4.3.12), as a ZIP bomb does.
    archive.writeUInt32LE(0x7000_0000, archive.indexOf('PK\x01\x02') + 24)
    const path = join(createTempFolder(), 'bomb.rapporteur')
    writeFileSync(path, `rapporteur-bundle/1 sha256=${sha256(archive)}\n`)
    appendFileSync(path, archive)
    const failure = unwrapError(await openShared(boris, path))
    expect(failure).toMatchObject({ code: 'bad-file', details: { parameters: { megabytes: 512 } } })
  })

  test('of time', async () => {
    const file = readFileSync(await shareNotes(anna, {}, passphrase))
    await expect(unpack(file, passphrase, 0.001)).rejects.toMatchObject({
      code: 'bad-file',
      message: 'This file takes longer than 0.001 s to read.',
    })
  })
})

describe('a single flipped bit', () => {
  const flips = 24

  test.each([null, 'correct horse battery'])(
    'anywhere is noticed, and nothing is written (%s)',
    async (passphrase) => {
      fill(anna)
      const path = await shareNotes(anna, everything)
      const intact = passphrase === null ? readFileSync(path) : await encryptCheaply(path, passphrase)
      const before = getRows(boris)
      // Two bits in the encryption header, the others anywhere in the file.
      const inEncryptionHeader = passphrase === null ? [] : [30, 120]
      const everywhere = Array.from({ length: flips }, (_, index) =>
        Math.floor((index * intact.length) / flips),
      )
      const places = [...inEncryptionHeader, ...everywhere]
      for (const place of places) {
        const bytes = Buffer.from(intact)
        bytes[place] = (bytes[place] ?? 0) ^ 1
        const flipped = join(createTempFolder(), 'flipped.rapporteur')
        writeFileSync(flipped, bytes)
        const opened = await openShared(boris, flipped)
        const unlocking = opened.ok && passphrase !== null
        const failure = unwrapError(
          unlocking
            ? await boris.request('sharing.unlock', { opened: opened.value.opened, passphrase })
            : opened,
        )
        expect(failure, `byte ${place}`).toMatchObject({ code: 'bad-file' })
      }
      expect(getRows(boris)).toEqual(before)
    },
  )
})

test('a file of another kind is refused, and the error says that it has no notes', async () => {
  const path = join(createTempFolder(), 'odd.rapporteur')
  writeFileSync(path, 'x'.repeat(500))
  expect(unwrapError(await openShared(boris, path)).message).toContain('not a file of notes')
  writeFileSync(path, '')
  expect(unwrapError(await openShared(boris, path)).code).toBe('bad-file')
})

/** age reads its passphrase from the terminal only, which `script` provides. */
function age(args: string[], passphrase: string): void {
  const answer = args[0] === '--passphrase' ? `${passphrase}\n${passphrase}\n` : `${passphrase}\n`
  execFileSync('script', ['-qec', `age ${args.map((arg) => `'${arg}'`).join(' ')}`, '/dev/null'], {
    input: answer,
    encoding: 'utf8',
  })
}
