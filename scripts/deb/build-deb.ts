/** Builds the Debian package with the system's dpkg-deb. The same app and date give the same bytes on every machine. */
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../lib/paths.ts'
import { publish } from '../lib/publish.ts'
import { runOrThrow } from '../lib/run.ts'

type DebPackage = {
  /** The folder of the packaged app */
  app: string
  /** The package to write */
  target: string
  version: string
  /** Debian's name of the processor */
  architecture: 'amd64' | 'arm64'
  /** The date of all files, in seconds */
  date: number
}

const HOME = 'opt/Rapporteur'

/** Debian 13 and Ubuntu 24.04 renamed libraries for the 64-bit time_t. */
const DEPENDENCIES = [
  'libgtk-3-0t64 | libgtk-3-0',
  'libnss3',
  'libasound2t64 | libasound2',
  'libgbm1',
  'shared-mime-info',
  'xdg-utils',
]

export async function buildDeb(deb: DebPackage): Promise<void> {
  const { target, date } = deb
  rmSync(target, { force: true })
  await publish(target, async (workFolder) => {
    const tree = join(workFolder, 'tree')
    layOutFiles(tree, deb)
    writeControl(tree, deb)
    setModesAndDates(tree, date)
    const file = join(workFolder, 'package.deb')
    await runOrThrow('dpkg-deb', ['-Zxz', '--root-owner-group', '--build', tree, file], {
      env: { SOURCE_DATE_EPOCH: String(date) },
    })
    return file
  })
}

/** Puts the files of the package where Debian wants them. */
function layOutFiles(tree: string, { app }: DebPackage): void {
  const getAsset = (name: string) => join(import.meta.dirname, name)
  const icons = join(root, 'assets', 'icons')
  const copy = (from: string, to: string) => {
    mkdirSync(dirname(join(tree, to)), { recursive: true })
    cpSync(from, join(tree, to), { recursive: true })
  }
  copy(app, HOME)
  copy(getAsset('apparmor-profile'), `${HOME}/resources/apparmor-profile`)
  copy(getAsset('rapporteur.desktop'), 'usr/share/applications/rapporteur.desktop')
  copy(getAsset('mime-types.xml'), 'usr/share/mime/packages/rapporteur.xml')
  copy(join(icons, 'icon.svg'), 'usr/share/icons/hicolor/scalable/apps/rapporteur.svg')
  copy(join(icons, 'icon-512.png'), 'usr/share/icons/hicolor/512x512/apps/rapporteur.png')
  copy(join(root, 'LICENSE'), 'usr/share/doc/rapporteur/copyright')
  mkdirSync(join(tree, 'usr/bin'), { recursive: true })
  // The name `rapporteur` belongs to the command line, which is installed with npm.
  symlinkSync(`/${HOME}/rapporteur`, join(tree, 'usr/bin/rapporteur-desktop'))
}

function writeControl(tree: string, { version, architecture }: DebPackage): void {
  const files = listFiles(tree).filter((name) => lstatSync(join(tree, name)).isFile())
  const kilobytes = files.reduce((sum, name) => sum + Math.ceil(lstatSync(join(tree, name)).size / 1024), 0)
  const control = [
    'Package: rapporteur',
    `Version: ${version}`,
    `Architecture: ${architecture}`,
    'Maintainer: The Rapporteur authors <rapporteur@localhost>',
    `Installed-Size: ${kilobytes}`,
    `Depends: ${DEPENDENCIES.join(', ')}`,
    'Recommends: libsecret-1-0',
    'Section: office',
    'Priority: optional',
    'Description: offline conference companion',
    ' Read the programme, take notes while people speak, and turn them into the',
    ' report. Everything stays on this computer; no network is needed.',
    '',
  ]
  const checksums = files.map((name) => {
    const hash = createHash('md5')
      .update(readFileSync(join(tree, name)))
      .digest('hex')
    return `${hash}  ${name}\n`
  })
  const folder = join(tree, 'DEBIAN')
  mkdirSync(folder)
  writeFileSync(join(folder, 'control'), control.join('\n'))
  writeFileSync(join(folder, 'md5sums'), checksums.join(''))
  for (const script of ['postinst', 'postrm']) cpSync(join(import.meta.dirname, script), join(folder, script))
}

/** Sets fixed modes and dates, since those that a checkout and a build leave depend on the machine. */
function setModesAndDates(tree: string, date: number): void {
  for (const name of ['.', ...listFiles(tree)]) {
    const path = join(tree, name)
    const stats = lstatSync(path)
    if (!stats.isSymbolicLink()) chmodSync(path, getMode(name, stats.isDirectory(), stats.mode))
    lutimesSync(path, date, date)
  }
}

function getMode(name: string, isFolder: boolean, mode: number): number {
  // Chromium's sandbox uses this program where the system denies user namespaces. It must run as root (setuid).
  if (name === `${HOME}/chrome-sandbox`) return 0o4755
  if (isFolder || /^DEBIAN\/post/.test(name) || /\.so(?:\.\d+)*$/.test(name)) return 0o755
  return mode & 0o100 ? 0o755 : 0o644
}

const listFiles = (tree: string): string[] => readdirSync(tree, { recursive: true, encoding: 'utf8' }).sort()
