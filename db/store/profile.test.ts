/** Other users of the computer cannot read the notebook, whichever program created its files. */
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createTempFolder, createTempStore, resources, saveNote, unwrap } from '../testing/temp-store.ts'
import { locateProfile, protectProfile } from './profile.ts'

/** Lists the paths in the folder to which other users have any access; '' is the folder itself. */
function listAccessibleToOthers(folder: string): string[] {
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return ['', ...inside].filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0)
}

describe.runIf(process.platform !== 'win32')('the profile is accessible to its owner only', () => {
  test('after the store created it, both open and closed', () => {
    const folder = join(createTempFolder(), 'profile')
    const store = createTempStore({ folder })
    saveNote(store, 'Mine.')
    unwrap(store.call('backups.create', {}))
    expect(existsSync(join(folder, 'rapporteur.db-wal'))).toBe(true)
    expect(listAccessibleToOthers(folder)).toEqual([])
    store.close()
    expect(listAccessibleToOthers(folder)).toEqual([])
  })

  test('after opening one that an older Rapporteur left accessible', () => {
    const folder = join(createTempFolder(), 'profile')
    const first = createTempStore({ folder })
    unwrap(first.call('backups.create', {}))
    first.close()
    for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
      chmodSync(join(folder, name), statSync(join(folder, name)).isDirectory() ? 0o755 : 0o644)
    createTempStore({ folder }).close()
    expect(listAccessibleToOthers(folder)).toEqual([])
  })

  test('but a shared folder keeps its permissions', () => {
    const folder = join(createTempFolder(), 'shared')
    mkdirSync(folder)
    chmodSync(folder, 0o1777)
    protectProfile(locateProfile(folder, resources))
    expect(statSync(folder).mode & 0o7777).toBe(0o1777)
  })
})
