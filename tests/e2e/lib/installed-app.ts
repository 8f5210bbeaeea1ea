/** Runs a copy of the packaged app as an ordinary user with Chromium's sandbox, as after an installation. */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

import { getSandboxFlags } from '../../../scripts/runtime/sandbox.ts'

/** The user `nobody`. */
const USER_ID = 65534
const isRoot = process.getuid?.() === 0
const setprivCommand = ['setpriv', `--reuid=${USER_ID}`, `--regid=${USER_ID}`, '--clear-groups']
/** Whether root can start programs as another user who may create user namespaces, on which the sandbox is built. */
const canSwitch =
  isRoot && spawnSync('setpriv', [...setprivCommand.slice(1), 'unshare', '--user', 'true']).status === 0

export type InstalledApp = {
  executable: string
  /** An empty profile folder, which belongs to the user who runs the app. */
  profile: string
  /** The beginning of a command that runs a program as that user. Empty if the tests run as an ordinary user, or cannot become one. */
  userCommand: readonly string[]
  /** Flags that the app needs on this machine: none where its sandbox works. */
  flags: readonly string[]
  remove(): void
}

/** Installs the packaged app in a folder that every user can read. */
export function installCopy(packaged: string): InstalledApp {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-installed-'))
  const program = join(folder, 'Rapporteur')
  const profile = join(folder, 'profile')
  cpSync(dirname(packaged), program, { recursive: true })
  mkdirSync(profile)
  chmodSync(folder, 0o755)
  if (canSwitch) {
    // Chromium's sandbox uses this program where the system denies user namespaces. The Debian package sets the same mode.
    chmodSync(join(program, 'chrome-sandbox'), 0o4755)
    chownSync(profile, USER_ID, USER_ID)
  }
  const executable = join(program, basename(packaged))
  return {
    executable,
    profile,
    userCommand: canSwitch ? [...setprivCommand, 'env', `HOME=${profile}`] : [],
    flags: canSwitch ? [] : getSandboxFlags(executable),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
