/** The npm package of the command line works without the checkout. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../db/testing/bundles.ts'
import { buildOutdatedParts, commandLinePart } from './build-parts.ts'
import { root } from './lib/paths.ts'

let folder: string
let installed: string
let packed: string[]

beforeAll(async () => {
  await buildOutdatedParts({ parts: [commandLinePart] })
  folder = mkdtempSync(join(tmpdir(), 'rapporteur-package-'))
  const { stdout } = spawnSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const [{ filename, files }] = JSON.parse(stdout)
  packed = files.map(({ path }: { path: string }) => path)
  spawnSync('tar', ['-xzf', filename], { cwd: folder })
  installed = join(folder, 'package')
  // npm would install the dependencies there.
  symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'), 'junction')
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function rapporteur(...args: string[]) {
  const line = [join(installed, 'dist', 'cli.js'), ...args, '--profile', join(folder, 'profile')]
  const { status, stdout, stderr } = spawnSync(process.execPath, line, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  return { status, stdout, stderr }
}

test('the installed command lists, imports, exports, searches, makes packs and prints its help', () => {
  expect(rapporteur('list')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining('Workshop 9'),
  })

  const programme = join(folder, 'testing.json')
  writeFileSync(programme, JSON.stringify(bundle()))
  expect(rapporteur('import', programme)).toMatchObject({ status: 0, stderr: '' })
  expect(rapporteur('list', '--conference', 'testing-days').stdout).toContain('Testing Days')

  const report = join(folder, 'agenda.ics')
  const exported = ['export', '--conference', 'testing-days', '--format', 'ics', '--out', report]
  expect(rapporteur(...exported)).toMatchObject({ status: 0, stderr: '' })
  expect(existsSync(report)).toBe(true)

  const found = rapporteur('search', 'jurisdiction')
  expect(found).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('Workshop 9') })

  expect(rapporteur('pack', 'new', join(folder, 'my-conference'))).toMatchObject({ status: 0, stderr: '' })
  expect(rapporteur('--help').stdout).toMatch(/^Usage: rapporteur /)
  expect(rapporteur('fly').stderr).toMatch(/Unknown command 'fly'/)
  expect(rapporteur('list', '--locale', 'fr').stdout).toContain('Workshop 9')
})

test('the package contains its manual page and nothing of the app, its sources or its tests', () => {
  expect(packed).toEqual(
    expect.arrayContaining(['dist/cli.js', 'dist/cli/rapporteur.1', 'dist/cli/sbom.cdx.json', 'LICENSE']),
  )
  // npm always packs the `main` file of package.json, here the app's.
  const unexpected = packed.filter(
    (path) =>
      !/^(?:dist\/electron\/main\.js$|dist\/cli(?:\.js$|\/)|db\/store\/migrations\/|assets\/|core\/i18n\/|package\.json$|README|LICENSE|CHANGELOG)/.test(
        path,
      ),
  )
  expect(unexpected).toEqual([])
  const { man, bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  for (const path of [...man, bin.rapporteur]) expect(packed).toContain(path)
  // npm starts the file itself.
  expect(readFileSync(join(installed, bin.rapporteur), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
})

test('a PDF needs the app', () => {
  const result = rapporteur(
    'export',
    '--format',
    'pdf',
    '--out',
    join(folder, 'report.pdf'),
    '--conference',
    'testing-days',
  )
  expect(result).toMatchObject({ status: 1, stderr: expect.stringContaining('Only the app can make a PDF') })
})
