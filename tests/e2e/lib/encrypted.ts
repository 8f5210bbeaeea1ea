/** Encrypted notebooks for tests in a window. */
import type { Page } from 'playwright-core'
import { openStore } from '../../../db/open-store.ts'
import type { Result } from '../../../db/serve.ts'
import { root } from '../../../scripts/lib/paths.ts'

export const passphrase = 'correct horse battery'

/** Encrypts the notebook of the profile, without a window. */
export function encryptProfile(profile: string): void {
  const store = openStore({ folder: profile, resources: root })
  const { recoveryCode } = unwrap(store.call('encryption.prepare', { passphrase }))
  unwrap(store.call('encryption.switchOn', { recoveryCode, preferences: '{}' }))
  store.close()
}

export async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Passphrase or recovery code').fill(passphrase)
  await page.keyboard.press('Enter')
  await page.locator('main[data-screen]').waitFor()
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
