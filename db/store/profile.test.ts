/** Nobody else on this computer reads the notebook, whoever made it. */
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { must, resources, saveNote, tempFolder, tempStore } from '../testing/temp-store.ts'
import { profileIn, protectProfile } from './profile.ts'

/** What others may do with each, by its path in the folder; '' is the folder itself. */
function openToOthers(folder: string): string[] {
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return ['', ...inside].filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0)
}

describe.runIf(process.platform !== 'win32')('the profile is open to its owner alone', () => {
  test('when the store made it, while it is open and closed', () => {
    const folder = join(tempFolder(), 'profile')
    const store = tempStore({ folder })
    saveNote(store, 'Mine.')
    must(store.call('backups.create', {}))
    expect(existsSync(join(folder, 'rapporteur.db-wal'))).toBe(true)
    expect(openToOthers(folder)).toEqual([])
    store.close()
    expect(openToOthers(folder)).toEqual([])
  })

  test('again when it is opened, if an older Rapporteur left it open', () => {
    const folder = join(tempFolder(), 'profile')
    const first = tempStore({ folder })
    must(first.call('backups.create', {}))
    first.close()
    for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
      chmodSync(join(folder, name), statSync(join(folder, name)).isDirectory() ? 0o755 : 0o644)
    tempStore({ folder }).close()
    expect(openToOthers(folder)).toEqual([])
  })

  test('but a folder that belongs to everybody is left as it is', () => {
    const folder = join(tempFolder(), 'shared')
    mkdirSync(folder)
    chmodSync(folder, 0o1777)
    protectProfile(profileIn(folder, resources))
    expect(statSync(folder).mode & 0o7777).toBe(0o1777)
  })
})
