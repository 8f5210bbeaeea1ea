/** The command line: what is listed and found. */
import { describe, expect, test } from 'vitest'
import { failure, json, prepareProfiles, run } from '../testing/run.ts'

prepareProfiles()

describe('list', () => {
  test('the sessions, in conference time', async () => {
    const sessions = await json('list')
    expect(sessions).toHaveLength(13)
    expect(await json('list', '--conference', 'octopus-2016', '--day', '2016-11-17')).toHaveLength(6)
    expect(sessions.find(({ guid }: { guid: string }) => guid === 'workshop-9')).toEqual({
      guid: 'workshop-9',
      title: 'Crime and jurisdiction in cyberspace: access to electronic evidence',
      start: '2016-11-17T14:30:00+01:00',
      end: null,
      room: 'Room 3',
      track: null,
      languages: ['en'],
      status: 'confirmed',
      speakers: [],
    })
    expect(await json('list', '--day', '2016-11-19')).toEqual([])
    expect((await run('list')).stdout).toContain(
      '  Thu 17 Nov, 14:30  Room 3  en  Workshop 9 · Crime and jurisdiction in cyberspace: access to electronic evidence  [workshop-9]\n',
    )
  })

  test('an unknown conference', async () => {
    expect(await failure('list', '--conference', 'nope')).toMatchObject({ status: 1, code: 'not-found' })
  })
})

test('search finds the programme, key messages and contacts', async () => {
  const kinds = (await json('search', 'evidence', 'cloud')).map(({ kind }: { kind: string }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['key-message', 'directory']))
  expect(
    (await json('search', 'evidence', '--limit', '1', '--conference', 'octopus-2016')).length,
  ).toBeLessThanOrEqual(5)
  expect(await json('search', 'xyzzy')).toEqual([])
  expect((await run('search', 'xyzzy')).stdout).toBe('Nothing found.\n')
  expect(await failure('search', 'a', '--conference', 'nope')).toMatchObject({ status: 1, code: 'not-found' })
})
