import { existsSync, globSync, readFileSync } from 'node:fs'
import { hasProgram, run } from '../lib/run.ts'
import { printStatus, UserError } from '../lib/script-output.ts'

/*
 * System packages that Electron needs on Linux and that must be installed separately. If this runs as root on Debian or Ubuntu, they are
 * installed; otherwise the script prints the command that installs them.
 */

/** Installs the libraries that the executable links to, if one is missing. */
export async function installSystemLibraries(executable: string): Promise<void> {
  if (process.platform !== 'linux') return
  const missing = listMissingLibraries((await run('ldd', [executable])).output)
  if (missing.length === 0) return
  await install(
    `Electron needs system libraries that are not installed (${missing.join(', ')})`,
    listLibraryPackages(),
  )
}

/** Installs a virtual display if there is none. */
export async function requireVirtualDisplay(): Promise<void> {
  if (!hasProgram('Xvfb'))
    await install('there is no display, and no virtual one (Xvfb) is installed', ['xvfb'])
}

/** Installs the compiler for the native module if it is missing. */
export async function requireCompiler(): Promise<void> {
  const missing = ['c++', 'make', 'python3'].filter((program) => !hasProgram(program))
  if (missing.length === 0) return
  await install(`compiling the database module needs ${missing.join(', ')}`, ['g++', 'make', 'python3'])
}

/** Installs the programs with which tests read exported files, if one is missing. On other systems these tests do not run. */
export async function requireReaders(): Promise<void> {
  if (process.platform !== 'linux') return
  // The compiler is for the power-cut tests, which build a library that records writes.
  const programs = {
    soffice: 'libreoffice-writer-nogui',
    pandoc: 'pandoc',
    pdftotext: 'poppler-utils',
    qpdf: 'qpdf',
    cc: 'g++',
    age: 'age',
  }
  const missing = Object.entries(programs).filter(([program]) => !hasProgram(program))
  if (missing.length === 0) return
  await install(
    `the tests need ${missing.map(([program]) => program).join(', ')}, not installed here`,
    missing.map(([, name]) => name),
  )
}

/** Tesseract's data for Russian, which is in no npm package. @returns null if it is not installed */
export function findRussianData(): string | null {
  return globSync('/usr/share/tesseract-ocr/*/tessdata/rus.traineddata')[0] ?? null
}

/** Installs the data with which tests read Russian slides. Without it these tests are left out. */
export async function installRussianData(): Promise<void> {
  if (process.platform !== 'linux' || findRussianData() !== null) return
  try {
    await install('tests read Russian slides with data that is not installed here', ['tesseract-ocr-rus'])
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    printStatus(error.message)
  }
}

/** Installs the programs that benchmarks compare with: ConfClerk, and xdotool, which presses its keys. */
export async function requirePeers(): Promise<void> {
  const missing = ['confclerk', 'xdotool'].filter((program) => !hasProgram(program))
  if (missing.length === 0) return
  await install(`this benchmark needs ${missing.join(' and ')}, not installed here`, missing)
}

/** Names of shared libraries that `ldd` could not find. */
export function listMissingLibraries(lddOutput: string): string[] {
  return [...new Set([...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? ''))]
}

/** Debian 13 and Ubuntu 24.04 renamed libraries for the 64-bit time_t. An unknown version counts as new. */
export function listLibraryPackages(osRelease = readOsRelease()): string[] {
  const readField = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? ''
  const version = Number.parseFloat(readField('VERSION_ID'))
  const renamed = readField('ID') === 'debian' ? !(version < 13) : !(version < 24)
  const suffix = renamed ? 't64' : ''
  return [`libgtk-3-0${suffix}`, 'libnss3', `libasound2${suffix}`, 'libgbm1']
}

function readOsRelease(): string {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
}

async function install(reason: string, packages: string[]): Promise<void> {
  if (!hasProgram('apt-get')) {
    throw new UserError(
      `${reason}. Install what Debian calls ${packages.join(' ')}, then run the same command again.`,
    )
  }
  if (process.getuid?.() !== 0) {
    throw new UserError(
      `${reason}. Run this, then the same command again:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    )
  }
  printStatus(`${reason}; installing ${packages.join(' ')} …`)
  const runApt = async (...args: string[]) => {
    const { code, output } = await run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } })
    if (code !== 0) throw new UserError(`apt-get ${args.join(' ')} failed:\n${output.slice(-2000)}`)
  }
  await runApt('update', '-qq')
  await runApt('install', '-y', '-qq', '--no-install-recommends', ...packages)
}
