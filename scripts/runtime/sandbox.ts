import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { printStatus } from '../lib/script-output.ts'

/**
 * Flags that disable Chromium's sandbox, only in development and tests, and only where it cannot work. It cannot work for root, nor if the
 * system denies unprivileged user namespaces (Ubuntu since 24.04) and the sandbox helper is not setuid root.
 */
export function getSandboxFlags(executable: string): string[] {
  if (process.platform !== 'linux') return []
  if (process.getuid?.() === 0) return ['--no-sandbox']
  const helper = join(dirname(executable), 'chrome-sandbox')
  if (isSetuidRoot(helper) || canUseUserNamespaces()) return []
  printStatus(
    'this system does not let a development copy of Electron use its sandbox; starting without it. To have it:',
  )
  printStatus(`  sudo chown root ${helper} && sudo chmod 4755 ${helper}`)
  return ['--no-sandbox']
}

function isSetuidRoot(file: string): boolean {
  const { uid, mode } = statSync(file)
  return uid === 0 && (mode & 0o4000) !== 0
}

function canUseUserNamespaces(): boolean {
  return spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0
}
