/** The command line: a newer programme from the address of a conference. */
import { expect, test } from 'vitest'
import { type BundleInput, bundle, getBytes } from '../../db/testing/bundles.ts'
import { serve, trust } from '../../net/testing/server.ts'
import { addFile, prepareProfiles, run, runJson } from '../testing/run.ts'

prepareProfiles()

const programme = (change: (made: BundleInput) => void = () => {}) => getBytes(bundle(change))
const renamed = programme(({ conference, sessions }) => {
  conference.revision = 2
  Object.assign(sessions[0] ?? {}, { title: 'Opening session' })
})

test('refresh imports what is newer at the address, and transfers nothing that is unchanged', async () => {
  let content = programme()
  const { address, ca, requests } = await serve(({ headers }, response) => {
    const etag = `"${content.length}"`
    if (headers['if-none-match'] === etag) response.writeHead(304).end()
    else response.setHeader('ETag', etag).end(content)
  })
  trust(ca)
  await runJson('import', addFile('testing.json', programme()), '--address', address)
  expect(requests).toEqual([])
  // The file from the disk has no entity tag yet.
  expect(await runJson('refresh')).toMatchObject({
    address,
    unchanged: false,
    import: { changes: { changed: 0 } },
  })
  expect(await runJson('refresh')).toEqual({
    conference: 'testing-days',
    address,
    unchanged: true,
    import: null,
  })
  content = renamed
  expect((await run('refresh', '--dry-run')).stdout).toContain('title Opening → Opening session')
  expect((await runJson('refresh')).import.changes).toMatchObject({ changed: 1 })
  expect((await run('refresh')).stdout).toContain('is up to date: localhost:')
  expect(requests).toHaveLength(5)
})

test('a missing address, a wrong address and an unreachable server are reported', async () => {
  expect(await run('refresh')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('No conference has an address'),
  })
  const path = addFile('testing.json', programme())
  expect(await run('import', path, '--address', 'http://example.org/')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('“http://example.org/” is not an https address'),
  })
  await runJson('import', path)
  expect(await run('refresh', '--conference', 'testing-days')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('(testing-days) has no address'),
  })
  await runJson('import', path, '--address', 'https://localhost:1/')
  const before = await runJson('list', '--conference', 'testing-days')
  expect(await run('refresh')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('localhost:1 cannot be reached'),
  })
  expect(await runJson('list', '--conference', 'testing-days')).toEqual(before)
})
