/** The command line: a folder for a web server. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundle, getBytes } from '../../db/testing/bundles.ts'
import { addFile, prepareProfiles, profile, runCli, runJson } from '../testing/run.ts'

prepareProfiles()

const NAME = 'testing.rapporteur-pack'

async function build(version: number, title = 'Testing <Days>', more: object = {}): Promise<string> {
  addFile('programme.json', getBytes(bundle((made) => Object.assign(made.conference, { title }))))
  const plan = { publisher: 'Testing Office', programme: 'programme.json', version, ...more }
  addFile('pack.json', JSON.stringify(plan))
  await runCli(['pack', 'keygen', '--out', 'office.key'])
  return (await runJson('pack', 'build', 'pack.json', '--key', 'office.key', '--out', NAME)).fingerprint
}

test('the folder has the pack, its checksum and a page in four languages without scripts or external resources', async () => {
  const fingerprint = await build(1)
  const address = ['--url', 'https://example.org/testing/', '--app', 'https://example.org/app']
  expect((await runJson('pack', 'publish', NAME, 'site', ...address)).files).toEqual([
    'index.html',
    'SHA256SUMS',
    NAME,
  ])
  const read = (name: string) => readFileSync(join(profile, 'site', name))
  const sha256 = createHash('sha256').update(read(NAME)).digest('hex')
  expect(read('SHA256SUMS').toString()).toBe(`${sha256}  ${NAME}\n`)
  const page = read('index.html').toString()
  expect(page.match(/<section lang="(?:en|fr|es|ru)">/g)).toHaveLength(4)
  for (const part of [
    '<h1>Testing &lt;Days&gt;</h1>',
    fingerprint,
    sha256,
    `href="${NAME}" download`,
    '<svg',
  ])
    expect(page).toContain(part)
  expect(page).toContain('Install Rapporteur from https://example.org/app.')
  expect(page).not.toMatch(/<script|\ssrc=|\son\w+=|url\(|@import/)
})

test('a new version replaces the pack; a different pack with the same version and a folder with other files are refused', async () => {
  await build(1)
  await runJson('pack', 'publish', NAME, 'site')
  await runJson('pack', 'publish', NAME, 'site')
  const published = () => readFileSync(join(profile, 'site', NAME))
  const before = published()
  addFile(NAME, (await buildElsewhere(1)) ?? '')
  const refused = await runCli(['pack', 'publish', NAME, 'site'])
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('"version": 2') })
  // The same pack under another name.
  addFile('renamed.rapporteur-pack', readFileSync(join(profile, NAME)))
  expect(await runCli(['pack', 'publish', 'renamed.rapporteur-pack', 'site'])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('"version": 2'),
  })
  expect(published()).toEqual(before)
  await build(2, 'Testing Weeks')
  await runJson('pack', 'publish', NAME, 'site')
  expect(published()).not.toEqual(before)
  expect(await runCli(['pack', 'publish', NAME, '.'])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('has other files'),
  })
  expect(await runCli(['pack', 'publish', NAME, 'other', '--url', 'example.org'])).toMatchObject({
    status: 2,
  })
  expect(readdirSync(profile)).not.toContain('other')
})

test('with an address, the page tells delegates to press Refresh; a file under another name gets a warning', async () => {
  const at = (name: string) => ({ address: `https://example.org/${name}` })
  await build(1, 'Testing Days', at('other.rapporteur-pack'))
  expect((await runJson('pack', 'publish', NAME, 'site')).warnings).toEqual([
    `Refresh will ask https://example.org/other.rapporteur-pack, but this file is called ${NAME}.`,
  ])
  await build(2, 'Testing Days', at(NAME))
  expect((await runJson('pack', 'publish', NAME, 'site')).warnings).toEqual([])
  const page = readFileSync(join(profile, 'site', 'index.html'), 'utf8')
  for (const refresh of ['“Refresh”', '«\u00a0Actualiser\u00a0»', '«Actualizar»', '«Обновить»'])
    expect(page).toContain(refresh)
})

test('a folder with checksums and a page of its own is refused, and its page stays', async () => {
  await build(1)
  const site = join(profile, 'downloads')
  mkdirSync(site)
  writeFileSync(join(site, 'SHA256SUMS'), 'of other files')
  const refused = { status: 1, stderr: expect.stringContaining('has other files') }
  expect(await runCli(['pack', 'publish', NAME, 'downloads'])).toMatchObject(refused)
  writeFileSync(join(site, 'index.html'), '<title>Mine</title>')
  expect(await runCli(['pack', 'publish', NAME, 'downloads'])).toMatchObject(refused)
  expect(readdirSync(site)).toEqual(['SHA256SUMS', 'index.html'])
  expect(readFileSync(join(site, 'index.html'), 'utf8')).toBe('<title>Mine</title>')
})

/** Builds another pack of the same version, as on a computer without the first one. */
async function buildElsewhere(version: number): Promise<Buffer> {
  addFile('programme.json', getBytes(bundle((made) => made.sessions.pop())))
  addFile('pack.json', JSON.stringify({ publisher: 'Testing Office', programme: 'programme.json', version }))
  const out = join(mkdtempSync(join(profile, 'elsewhere-')), NAME)
  await runJson('pack', 'build', 'pack.json', '--key', 'office.key', '--out', out)
  return readFileSync(out)
}
