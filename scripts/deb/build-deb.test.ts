import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { hasProgram } from '../lib/run.ts'
import { buildDeb } from './build-deb.ts'

const canBuild = process.platform === 'linux' && hasProgram('dpkg-deb')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapporteur-deb-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

/** Builds the package of a small app whose files have the given date and mode. */
async function build(name: string, date: string, mode: number): Promise<string> {
  const app = join(folder, name)
  mkdirSync(join(app, 'resources'), { recursive: true })
  for (const [file, executable] of Object.entries({
    rapporteur: true,
    'chrome-sandbox': true,
    'libffmpeg.so': false,
    'resources/app.asar': false,
  })) {
    writeFileSync(join(app, file), file.repeat(1000))
    chmodSync(join(app, file), executable ? mode | 0o100 : mode)
    utimesSync(join(app, file), new Date(date), new Date(date))
  }
  const target = join(folder, `${name}.deb`)
  await buildDeb({ app, target, version: '1.2.3', architecture: 'amd64', date: 1_750_000_000 })
  return target
}

const runDpkgDeb = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('dpkg-deb', args, { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}
const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

test.skipIf(!canBuild)('the same app gives the same bytes, whatever its dates and modes', async () => {
  const first = await build('first', '2026-01-01T10:00:00Z', 0o644)
  const second = await build('second', '2026-02-02T12:00:00Z', 0o640)
  expect(hash(second)).toBe(hash(first))
})

test.skipIf(!canBuild)(
  'the package installs the app, its menu entry, icons and file types, owned by root',
  async () => {
    const deb = await build('app', '2026-01-01T10:00:00Z', 0o600)
    const listed = Object.fromEntries(
      runDpkgDeb('--contents', deb)
        .trim()
        .split('\n')
        .map((line) => {
          const [mode, owner, , , , path = '', ...link] = line.split(/\s+/)
          return [path.replace(/^\.\//, ''), [mode, owner, ...link].join(' ')]
        }),
    )
    expect(listed).toMatchObject({
      'opt/Rapporteur/rapporteur': '-rwxr-xr-x root/root',
      'opt/Rapporteur/chrome-sandbox': '-rwsr-xr-x root/root',
      'opt/Rapporteur/libffmpeg.so': '-rwxr-xr-x root/root',
      'opt/Rapporteur/resources/app.asar': '-rw-r--r-- root/root',
      'opt/Rapporteur/resources/apparmor-profile': '-rw-r--r-- root/root',
      'usr/bin/rapporteur-desktop': 'lrwxrwxrwx root/root -> /opt/Rapporteur/rapporteur',
      'usr/share/applications/rapporteur.desktop': '-rw-r--r-- root/root',
      'usr/share/mime/packages/rapporteur.xml': '-rw-r--r-- root/root',
      'usr/share/icons/hicolor/scalable/apps/rapporteur.svg': '-rw-r--r-- root/root',
      'usr/share/icons/hicolor/512x512/apps/rapporteur.png': '-rw-r--r-- root/root',
      'usr/share/doc/rapporteur/copyright': '-rw-r--r-- root/root',
    })
    expect(runDpkgDeb('--field', deb, 'Version')).toBe('1.2.3\n')
    expect(runDpkgDeb('--field', deb, 'Depends')).toContain('libgtk-3-0t64 | libgtk-3-0')
    const unpacked = join(folder, 'unpacked')
    runDpkgDeb('--raw-extract', deb, unpacked)
    const { status, stdout } = spawnSync('md5sum', ['--check', '--quiet', 'DEBIAN/md5sums'], {
      cwd: unpacked,
      encoding: 'utf8',
    })
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
  },
)

const getPath = (name: string) => join(import.meta.dirname, name)
const read = (name: string) => readFileSync(getPath(name), 'utf8')

test('the menu entry opens the file types that the app has of its own, and offers itself for others', () => {
  const [, types = ''] = /^MimeType=(.*);$/m.exec(read('rapporteur.desktop')) ?? []
  const defined = [...read('mime-types.xml').matchAll(/<mime-type type="([^"]+)"/g)].map(([, type]) => type)
  expect(types.split(';')).toEqual([...defined, 'text/calendar', 'application/xml', 'text/xml'])
  expect(read('mime-types.xml')).toContain('*.rapporteur-pack')
})

test.skipIf(!hasProgram('desktop-file-validate'))('the menu entry is valid', () => {
  const { status, stdout } = spawnSync('desktop-file-validate', [getPath('rapporteur.desktop')], {
    encoding: 'utf8',
  })
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
})

test.skipIf(!hasProgram('apparmor_parser'))('AppArmor understands the profile', () => {
  const options = ['--skip-kernel-load', '--skip-cache']
  const { status, stderr } = spawnSync('apparmor_parser', [...options, getPath('apparmor-profile')], {
    encoding: 'utf8',
  })
  expect(status, stderr).toBe(0)
})

test.skipIf(!canBuild)('the maintainer scripts are valid shell', () => {
  for (const name of ['postinst', 'postrm'])
    expect(spawnSync('sh', ['-n', getPath(name)], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    })
})
