/** Runs a copy of the packaged app as an ordinary user with Chromium's sandbox, as after an installation. */
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** `nobody` */
const USER = 65534
const isRoot = process.getuid?.() === 0

export type InstalledApp = {
  executable: string
  /** An empty folder of that user */
  profile: string
  /** The command that starts a program as that user. Empty if the tests run as an ordinary user. */
  through: readonly string[]
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
  if (isRoot) {
    // Chromium's fallback where the system denies user namespaces; the Debian package sets the same mode.
    chmodSync(join(program, 'chrome-sandbox'), 0o4755)
    chownSync(profile, USER, USER)
  }
  return {
    executable: join(program, basename(packaged)),
    profile,
    through: isRoot
      ? ['setpriv', `--reuid=${USER}`, `--regid=${USER}`, '--clear-groups', 'env', `HOME=${profile}`]
      : [],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
