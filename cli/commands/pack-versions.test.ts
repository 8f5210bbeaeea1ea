/** The command line: what a delegate sees of each version of a pack, depending on the one already imported. */
import { copyFileSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { type BundleInput, bundle, getBytes, session } from '../../db/testing/bundles.ts'
import { getRealPath } from '../../db/testing/real-files.ts'
import { testWithRealFiles } from '../../tests/real-files.ts'
import { addFile, prepareProfiles, profile, run, runCli, runJson } from '../testing/run.ts'

prepareProfiles()

type Change = (made: BundleInput) => void

const firstChange: Change = (made) => {
  made.sessions.push(
    session('panel', { title: 'Panel', start: '2026-05-05T09:30:00+02:00', end: null, day: '2026-05-05' }),
  )
}
const secondChange: Change = (made) => {
  firstChange(made)
  made.rooms.push({ guid: 'attic', name: 'Attic' })
  Object.assign(made.sessions[0] ?? {}, { start: '2026-05-04T10:00:00+02:00', room: 'attic' })
  Object.assign(made.sessions[1] ?? {}, { title: 'Closing plenary' })
  Object.assign(made.sessions[2] ?? {}, { status: 'cancelled' })
  made.sessions.push(
    session('extra', { title: 'Extra', start: '2026-05-05T14:00:00+02:00', end: null, day: '2026-05-05' }),
  )
}
const thirdChange: Change = (made) => {
  secondChange(made)
  Object.assign(made.sessions[2] ?? {}, { status: 'confirmed' })
  made.sessions.pop()
}

type Pack = { version: number; change: Change; key?: string; isSigned?: boolean }
const firstPack: Pack = { version: 1, change: firstChange }
const secondPack: Pack = { version: 2, change: secondChange }

/**
 * `here`: the imported packs. `output`: what the command line says about the `opened` pack. `isImported`: whether that pack is imported without
 * confirmation.
 */
const table: [name: string, here: Pack[], opened: Pack, output: RegExp[], isImported: boolean][] = [
  [
    'version 2, with sessions moved, cancelled, added and retitled',
    [firstPack],
    secondPack,
    [
      /4 sessions: 1 cancelled, 1 moved, 1 retitled, 1 added/,
      /changed \(mine\): Closing plenary; title Closing → Closing plenary/,
      /changed: Opening; start 09:30 → 10:00; room Hall → Attic/,
      /cancelled: Panel/,
      /added: Extra/,
      /with the same key as the stored programme/,
    ],
    true,
  ],
  [
    'version 3 after versions 1 and 2',
    [firstPack, secondPack],
    { version: 3, change: thirdChange },
    [/changed: Panel; status cancelled → confirmed/, /left out: Extra/],
    true,
  ],
  [
    'version 3 for a delegate who missed version 2',
    [firstPack],
    { version: 3, change: thirdChange },
    [/2 sessions: 1 moved, 1 retitled/],
    true,
  ],
  [
    'an older version',
    [firstPack, secondPack],
    firstPack,
    [/newer \(version 2, the file is version 1\): nothing changes/],
    true,
  ],
  [
    'the same file again',
    [firstPack, secondPack],
    secondPack,
    [/is the same as .*\n.*nothing changes/],
    true,
  ],
  [
    'another pack of the same version',
    [firstPack, secondPack],
    { version: 2, change: thirdChange },
    [
      /has the same version \(2\) as the one that is here, but other contents, so it is not imported/,
      /changed: Panel; status cancelled → confirmed/,
      /import would change nothing/,
    ],
    false,
  ],
  [
    'a version signed with another key',
    [firstPack],
    { ...secondPack, key: 'other.key' },
    [/the programme on this computer was signed by Testing Office .*import refuses it without --trust-key/],
    false,
  ],
  [
    'a version without a signature',
    [firstPack],
    { ...secondPack, isSigned: false },
    [/not signed; the stored programme was signed by Testing Office .*import refuses it without --trust-key/],
    false,
  ],
]

test.each(table)('%s', async (_, here, opened, output, isImported) => {
  for (const key of ['office.key', 'other.key']) await runJson('pack', 'keygen', '--out', key)
  for (const pack of here) await runJson('import', await build(pack))
  await runJson(
    'note',
    'add',
    '--conference',
    'testing-days',
    '--session',
    'closing',
    '--file',
    addFile('note.md', 'Mine.'),
  )
  const path = await build(opened)
  const preview = (await run('import', path, '--dry-run')).stdout
  for (const pattern of output) expect(preview).toMatch(pattern)
  const before = await runJson('list', '--conference', 'testing-days')
  expect((await run('import', path)).status).toBe(isImported ? 0 : 1)
  if (!isImported) expect(await runJson('list', '--conference', 'testing-days')).toEqual(before)
  expect(await runJson('note', 'list', '--conference', 'testing-days')).toMatchObject([
    { session: 'closing' },
  ])
})

let built = 0

async function build({ version, change, key = 'office.key', isSigned = true }: Pack): Promise<string> {
  const programme = bundle((made) => {
    change(made)
    made.conference.revision = version
  })
  const path = addFile('programme.json', getBytes(programme))
  if (!isSigned) return path
  addFile('pack.json', JSON.stringify({ publisher: 'Testing Office', programme: 'programme.json', version }))
  built += 1
  // Each pack is built into a folder of its own, since one folder must not contain two packs with the same version.
  const folder = join(profile, String(built))
  mkdirSync(folder)
  const out = join(folder, 'testing.rapporteur-pack')
  await runCli(['pack', 'build', 'pack.json', '--key', key, '--out', out])
  return out
}

testWithRealFiles.each([
  'frab-xml/fosdem-2025.xml',
  'frab-xml/38c3-everything.xml',
  'frab-json/35c3.json',
  'frab-json/voc-pretalx-democon.json',
  'frab-json/voc-pretalx-rc3.json',
])('the export %s becomes a pack as it is', async (path) => {
  const name = basename(path)
  copyFileSync(getRealPath(path), join(profile, name))
  addFile('pack.json', JSON.stringify({ publisher: 'Testing Office', programme: name, version: 1 }))
  await runJson('pack', 'keygen', '--out', 'office.key')
  expect((await runJson('pack', 'check', 'pack.json')).faults).toEqual([])
  const out = 'real.rapporteur-pack'
  const { sessions } = await runJson('pack', 'build', 'pack.json', '--key', 'office.key', '--out', out)
  expect(sessions).toBeGreaterThan(0)
  expect((await runJson('import', out)).sessions).toBeGreaterThan(0)
  expect((await runJson('import', name, '--dry-run')).matches[0].shared).toBeGreaterThan(0)
})
