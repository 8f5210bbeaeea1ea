/** The command line: listing and searching. */
import { describe, expect, test } from 'vitest'
import { prepareProfiles, run, runAndFail, runJson } from '../testing/run.ts'

prepareProfiles()

describe('list', () => {
  test('prints the sessions, in conference time', async () => {
    const sessions = await runJson('list')
    expect(sessions).toHaveLength(13)
    expect(await runJson('list', '--conference', 'octopus-2016', '--day', '2016-11-17')).toHaveLength(6)
    expect(sessions.find(({ guid }: { guid: string }) => guid === 'workshop-9')).toEqual({
      conference: 'octopus-2016',
      guid: 'workshop-9',
      label: 'Workshop 9',
      title: 'Crime and jurisdiction in cyberspace: access to electronic evidence',
      kind: 'workshop',
      day: '2016-11-17',
      start: '2016-11-17T14:30:00+01:00',
      end: null,
      room: 'Room 3',
      track: null,
      languages: ['en'],
      status: 'confirmed',
      speakers: [],
    })
    expect(await runJson('list', '--day', '2016-11-19')).toEqual([])
    expect((await run('list')).stdout).toContain(
      '  Thu 17 Nov, 14:30  Room 3  en  Workshop 9 · Crime and jurisdiction in cyberspace: access to electronic evidence  [workshop-9]\n',
    )
  })

  test('prints the conferences, by slug', async () => {
    expect(await runJson('conferences')).toEqual([
      {
        slug: 'octopus-2016',
        title: 'Octopus Conference 2016',
        startDate: '2016-11-16',
        endDate: '2016-11-18',
        timeZone: 'Europe/Paris',
        version: 1,
        sessions: 13,
        cancelled: 0,
      },
    ])
    expect((await run('conferences')).stdout).toBe(
      'octopus-2016  Octopus Conference 2016, 2016-11-16 to 2016-11-18, version 1, 13 sessions\n',
    )
  })

  test('refuses an unknown conference', async () => {
    expect(await runAndFail('list', '--conference', 'nope')).toMatchObject({ status: 1, code: 'not-found' })
  })
})

test('search finds the programme, key messages and contacts', async () => {
  const kinds = (await runJson('search', 'evidence', 'cloud')).map(({ kind }: { kind: string }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['key-message', 'directory']))
  expect(
    (await runJson('search', 'evidence', '--limit', '1', '--conference', 'octopus-2016')).length,
  ).toBeLessThanOrEqual(5)
  expect(await runJson('search', 'xyzzy')).toEqual([])
  expect((await run('search', 'xyzzy')).stdout).toBe('Nothing found.\n')
  expect(await runAndFail('search', 'a', '--conference', 'nope')).toMatchObject({
    status: 1,
    code: 'not-found',
  })
})
