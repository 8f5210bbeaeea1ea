/** Opens an encrypted notebook with the system's keychain, which gnome-keyring provides in a session of its own. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { encryptProfile, unlock } from './lib/encrypted.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { goTo, pressKey } from './lib/window.ts'

const isInstalled = (program: string) => spawnSync(program, ['--version']).status === 0
const hasKeyring =
  process.platform === 'linux' && isInstalled('gnome-keyring-daemon') && isInstalled('dbus-run-session')

/** Starts the app in a session with an unlocked keyring, whose file is in `home`. */
function startWithKeyring(profile: string, home: string) {
  const createStarter = (executable: string) => {
    const script = join(home, 'start.sh')
    const unlock = 'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1'
    const session = `exec dbus-run-session -- sh -c '${unlock}; exec "$0" "$@"' '${executable}' "$@"`
    writeFileSync(script, `#!/bin/sh\n${session}\n`, { mode: 0o755 })
    return script
  }
  return start({ profile, createStarter, env: { XDG_CURRENT_DESKTOP: 'GNOME', XDG_DATA_HOME: home } })
}

const getChoice = (page: Page) => page.getByRole('checkbox', { name: /^Open with this computer’s keychain/ })

test.runIf(hasKeyring)(
  'the keychain opens the notebook at the start; once locked, and on another computer, the passphrase does',
  async () => {
    const profile = await createTemporaryFolder()
    const home = await createTemporaryFolder()
    encryptProfile(profile)
    const first = await startWithKeyring(profile, home)
    await unlock(first.page)
    await goTo(first.page, '/settings/encryption')
    await getChoice(first.page).click({ force: true })
    await expect.poll(() => first.page.evaluate(() => window.desktop.keychain())).toBe('on')
    expect(await findViolations(first.page)).toEqual([])
    await first.application.close()

    const { application, page } = await startWithKeyring(profile, home)
    await page.locator('main[data-screen]').waitFor()
    await expect.poll(() => page.evaluate(() => location.hash)).toContain('/settings')
    const locked = application.waitForEvent('window')
    await pressKey(application, 'l', ['control'])
    const lockedPage = await locked
    await lockedPage.getByRole('heading', { name: 'Your notebook is locked' }).waitFor()
    await unlock(lockedPage)
    await application.close()

    const other = await startWithKeyring(profile, await createTemporaryFolder())
    await other.page.getByRole('heading', { name: 'Your notebook is locked' }).waitFor()
    await unlock(other.page)
  },
)

test.runIf(process.platform === 'linux')('without a secure keychain, the option is not offered', async () => {
  const profile = await createTemporaryFolder()
  encryptProfile(profile)
  const { application, page } = await start({
    profile,
    env: { XDG_CURRENT_DESKTOP: '', DESKTOP_SESSION: '' },
  })
  expect(await application.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend())).toBe(
    'basic_text',
  )
  await unlock(page)
  await goTo(page, '/settings/encryption')
  await page.getByRole('button', { name: 'New key…' }).waitFor()
  expect(await getChoice(page).count()).toBe(0)
  expect(await page.evaluate(() => window.desktop.setKeychain(true).catch(String))).toContain('no keychain')
})
