import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { importers } from '../../db/import/formats/index.ts'
import {
  filterFiles,
  findFileArguments,
  findInstalledPack,
  getSharedPackFolders,
  openedExtensions,
} from './opened-paths.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapporteur-opened-'))
afterAll(() => rmSync(folder, { recursive: true }))
for (const name of ['b.ics', 'a.xml', 'photo.jpg', 'notes.rapporteur']) writeFileSync(join(folder, name), '')
mkdirSync(join(folder, 'folder.xml'))
const getPath = (name: string) => join(folder, name)

test('every importable file type can be opened', () => {
  for (const { extensions } of importers)
    expect(openedExtensions).toEqual(expect.arrayContaining([...extensions]))
})

test('files are kept as given; a folder is replaced by its files that look like programmes or notes', () => {
  expect(filterFiles([getPath('photo.jpg'), getPath('absent.xml'), 'a.xml'])).toEqual([getPath('photo.jpg')])
  expect(filterFiles([folder])).toEqual([getPath('a.xml'), getPath('b.ics'), getPath('notes.rapporteur')])
})

test('an unpacked Open Event export is one programme', () => {
  const unpacked = getPath('unpacked')
  mkdirSync(unpacked)
  for (const name of ['event.json', 'sessions.json', 'speakers.json', 'forms.json'])
    writeFileSync(join(unpacked, name), '')
  expect(filterFiles([unpacked])).toEqual([unpacked])
})

test('finds the files in a command line, without switches and the app’s own folder', () => {
  const args = [
    'electron',
    folder,
    '--user-data-dir=a.xml',
    '-x.xml',
    'b.ics',
    getPath('a.xml'),
    'photo.jpg',
    'folder.xml',
  ]
  expect(findFileArguments(args, folder)).toEqual([getPath('b.ics'), getPath('a.xml')])
})

test('a file: URL stands for its file', () => {
  const spaced = getPath('the agenda of Thursday.xml')
  writeFileSync(spaced, '')
  const { href } = pathToFileURL(spaced)
  expect(href).toContain('the%20agenda')
  expect(findFileArguments(['electron', href, 'file:///absent.xml', 'file:///%00'], folder)).toEqual([spaced])
  expect(filterFiles([href])).toEqual([spaced])
  rmSync(spaced)
})

test.skipIf(process.platform === 'win32')(
  'a given path that is not a file is passed on, for the store to report; in a folder it is left out',
  () => {
    const links = getPath('links')
    mkdirSync(links)
    const [loop, endless] = [join(links, 'loop.xml'), join(links, 'endless.xml')]
    symlinkSync('loop.xml', loop)
    symlinkSync('/dev/zero', endless)
    expect(filterFiles([loop, endless])).toEqual([loop, endless])
    expect(findFileArguments([loop, endless, links], folder)).toEqual([loop, endless])
    expect(filterFiles([links])).toEqual([])
  },
)

test('finds the one pack beside the AppImage, the executable, the macOS bundle or in resources', () => {
  const home = getPath('installed')
  const [beside, resources] = [join(home, 'My.rapporteur-pack'), join(home, 'app', 'resources')]
  mkdirSync(resources, { recursive: true })
  const executable = join(home, 'app', 'rapporteur')
  const find = (platform: NodeJS.Platform, appImage?: string) =>
    findInstalledPack({ executable, resources, platform, appImage, sharedFolders: [] })
  expect(find('linux')).toBe(null)
  writeFileSync(beside, '')
  expect(find('linux')).toBe(null)
  expect(find('linux', join(home, 'Rapporteur.AppImage'))).toBe(beside)
  const bundled = join(home, 'Rapporteur.app', 'Contents', 'MacOS', 'Rapporteur')
  expect(
    findInstalledPack({
      executable: bundled,
      resources,
      platform: 'darwin',
      appImage: undefined,
      sharedFolders: [],
    }),
  ).toBe(beside)
  writeFileSync(join(resources, 'packed.rapporteur-pack'), '')
  expect(find('win32')).toBe(join(resources, 'packed.rapporteur-pack'))
  expect(find('linux', join(home, 'Rapporteur.AppImage'))).toBe(null)
  writeFileSync(join(home, 'app', 'Two.rapporteur-pack'), '')
  expect(find('win32')).toBe(null)
})

test('finds the one pack in a shared folder, unless another lies beside the app', () => {
  const home = getPath('shared')
  const [resources, packs] = [join(home, 'app', 'resources'), join(home, 'packs')]
  mkdirSync(resources, { recursive: true })
  mkdirSync(packs)
  const find = () =>
    findInstalledPack({
      executable: join(home, 'app', 'rapporteur'),
      resources,
      platform: 'linux',
      appImage: undefined,
      sharedFolders: [join(home, 'absent'), packs],
    })
  expect(find()).toBe(null)
  const shared = join(packs, 'Days.rapporteur-pack')
  writeFileSync(shared, '')
  writeFileSync(join(packs, 'README.txt'), '')
  expect(find()).toBe(shared)
  const beside = join(home, 'app', 'My.rapporteur-pack')
  writeFileSync(beside, '')
  expect(find()).toBe(beside)
  rmSync(beside)
  writeFileSync(join(packs, 'Other.rapporteur-pack'), '')
  expect(find()).toBe(null)
})

test('the shared folders are those that each system has for data of a program', () => {
  expect(getSharedPackFolders('linux', undefined)).toContain('/usr/share/rapporteur/packs')
  expect(getSharedPackFolders('darwin', undefined)).toEqual(['/Library/Application Support/Rapporteur/packs'])
  expect(getSharedPackFolders('win32', 'D:\\Data')).toEqual([join('D:\\Data', 'Rapporteur', 'packs')])
})
