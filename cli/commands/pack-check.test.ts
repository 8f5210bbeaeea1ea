/** The command line: `pack check` reports all problems of a pack at once. */
import { expect, test } from 'vitest'
import { bundle, getBytes, session } from '../../db/testing/bundles.ts'
import { addFile, prepareProfiles, runCli } from '../testing/run.ts'

prepareProfiles()

const describePack = (described: object) =>
  addFile('pack.json', JSON.stringify({ publisher: 'Testing Office', ...described }, null, 2))

async function check(...options: string[]) {
  const { status, stdout, stderr } = await runCli(['pack', 'check', 'pack.json', '--json', ...options])
  expect(stderr).toBe('')
  return { status, ...JSON.parse(stdout) }
}

/** @returns the warnings for a table with these rows */
async function getWarnings(header: string, ...rows: string[]): Promise<string[]> {
  addFile('table.csv', [header, ...rows].join('\n'))
  describePack({ programme: 'table.csv', title: 'Testing Days', timeZone: 'Europe/Paris' })
  const { status, warnings } = await check()
  expect(status).toBe(0)
  return warnings
}

test('every error is reported at once, with its line and a suggestion; build reports the same', async () => {
  const plenary = session('plenary-3', { title: 'Closing Plenary', label: 'Plenary 3' })
  addFile('programme.json', getBytes(bundle((made) => made.sessions.push(plenary))))
  addFile('guide.txt', 'Doors open at 8.')
  addFile('setup.exe', 'MZ')
  addFile('messages.json', '[{"guid": 1}]')
  describePack({
    programme: 'programme.json',
    keyMessages: 'messages.json',
    floorPlans: [{ file: 'absent.svg', title: 'Level 1', rooms: ['Hal'] }],
    documents: [
      { file: 'guide.txt', title: 'Guide', sessions: ['Plenary 3', 'closing plenary', 'Something else'] },
      { file: 'setup.exe', title: 'Setup' },
    ],
  })
  const { status, faults } = await check()
  expect({ status, faults }).toEqual({
    status: 1,
    faults: [
      'messages.json, line 1: [0].guid: expected text, found a number.',
      'messages.json, line 1: [0].number: is missing.',
      'messages.json, line 1: [0].lead: is missing.',
      'messages.json, line 1: [0].text: is missing.',
      'pack.json, line 10: The programme has no room “Hal”. Did you mean “Hall” (hall)?',
      expect.stringMatching(/absent\.svg/),
      'pack.json, line 20: The programme has no session “closing plenary”. Did you mean “Closing Plenary” (plenary-3)?',
      'pack.json, line 21: The programme has no session “Something else”.',
      expect.stringMatching(/^setup\.exe cannot go into a pack/),
    ],
  })
  await runCli(['pack', 'keygen', '--out', 'office.key'])
  const args = ['pack', 'build', 'pack.json', '--key', 'office.key', '--out', 'x.rapporteur-pack']
  const built = await runCli(args)
  expect({ status: built.status, lines: built.stderr.trimEnd().split('\n') }).toEqual({
    status: 1,
    lines: faults,
  })
  expect(JSON.parse((await runCli([...args, '--json'])).stdout)).toEqual({
    error: { code: 'bad-file', message: faults.join(' ') },
  })
})

test('a programme that cannot be read does not hide errors in the files', async () => {
  addFile('programme.json', '{')
  describePack({
    programme: 'programme.json',
    documents: [{ file: 'absent.txt', title: 'x', sessions: ['Opening'] }],
  })
  const { faults } = await check()
  expect(faults).toEqual([expect.stringMatching(/^programme\.json: /), expect.stringMatching(/absent\.txt/)])
})

test('parallel sessions in a room, or of a speaker, are reported with their lines; consecutive ones are not', async () => {
  const header = 'Title,Date,Start,End,Room,Speakers,Status'
  expect(
    await getWarnings(
      header,
      'Alpha,2026-05-04,9:00,12:00,Hall,Ada Lee,',
      'Beta,2026-05-04,10:00,10:30,Hall,Bob Ray,',
      'Gamma,2026-05-04,11:00,12:00,Attic,Ada Lee,',
      'Delta,2026-05-04,12:00,13:00,Hall,Ada Lee,',
      'Epsilon,2026-05-04,12:00,13:00,Attic,Ada Lee,cancelled',
    ),
  ).toEqual([
    '“Hall” has “Alpha” (line 2) and “Beta” (line 3) at once (2026-05-04, 10:00).',
    'Ada Lee speaks in “Alpha” (line 2) and “Gamma” (line 4) at once (2026-05-04, 11:00).',
  ])
})

test('country codes in place of language codes are reported', async () => {
  const made = bundle((change) => {
    change.rooms[0] = { guid: 'hall', name: 'Hall', languages: ['ua'] }
    change.sessions = [
      session('alpha', {
        start: '2026-05-04T09:30:00+02:00',
        speakers: ['ada'],
        languages: ['ua', 'uk', 'en'],
      }),
      session('beta', { start: '2026-05-04T11:00:00+02:00', end: null, languages: ['jp', 'gr'] }),
    ]
  })
  addFile('programme.json', JSON.stringify(made, null, 2))
  describePack({ programme: 'programme.json' })
  expect((await check()).warnings).toEqual([
    'The language “ua” of “Hall” and 1 more is probably the code of a country: is “uk” meant?',
    'The language “jp” of “beta” is probably the code of a country: is “ja” meant?',
    'The language “gr” of “beta” is probably the code of a country: is “el” meant?',
  ])
  const rows = ['Alpha,2026-05-04,9:00,se,45', 'Beta,2026-05-04,10:00,jp,45']
  const inTable = await getWarnings('Title,Date,Start,Language,Duration', ...rows)
  expect(inTable).toEqual([
    expect.stringContaining('“Beta” (line 3): “jp”'),
    'The language “se” of “Alpha” (line 2) is probably the code of a country: is “sv” meant?',
  ])
})

test('a country code among several languages of a cell is reported with the language that is meant', async () => {
  const warnings = await getWarnings('Title,Date,Start,Language,Duration', 'Alpha,2026-05-04,9:00,en;ua,45')
  expect(warnings).toEqual([expect.stringMatching(/“Alpha” \(line 2\): “en;ua”.*“ua”.*“uk”/)])
})

test('a language that a session has twice is reported', async () => {
  const made = bundle((change) => {
    Object.assign(change.sessions[0] ?? {}, { languages: ['fr', 'en', 'fr'] })
  })
  addFile('programme.json', JSON.stringify(made, null, 2))
  describePack({ programme: 'programme.json' })
  expect((await check()).warnings).toEqual(['The language “fr” of “Opening” (line 31) is listed twice.'])
})

test('room names that differ by a letter are reported, unless by a number or a one-letter name', async () => {
  const rooms = [
    'Salle Europe',
    'Sale Europe',
    'Room 1',
    'Room 2',
    'Room A',
    'Room B',
    'Level 10',
    'Level 11',
  ]
  const rows = rooms.map((room, index) => `Session ${index},2026-05-04,${9 + index}:00,${room},45`)
  expect(await getWarnings('Title,Date,Start,Room,Duration', ...rows)).toEqual([
    'The rooms “Salle Europe” and “Sale Europe” have nearly the same name: are they the same room?',
  ])
})

test('a year far from the others, and letters in a wrong encoding, are reported', async () => {
  const warnings = await getWarnings(
    'Title,Date,Start',
    'Alpha,2027-05-04,9:00',
    'Beta,2027-05-04,10:00',
    'SÃ©ance,2027-05-04,11:00',
    'Delta,2072-05-04,12:00',
  )
  expect(warnings).toEqual(
    expect.arrayContaining([
      '“Delta” (line 5) is 45 years after the rest: is 2072 right?',
      'The programme lasts more than a year, from 2027-05-04 to 2072-05-04. Is every date right?',
      '“SÃ©ance” (line 4) has letters that look wrong: save the table as CSV UTF-8.',
    ]),
  )
})

test('rooms and speakers without sessions are reported; a valid pack has no warnings', async () => {
  addFile('programme.json', getBytes(bundle()))
  describePack({ programme: 'programme.json' })
  expect(await check()).toEqual({ status: 0, faults: [], warnings: [], sessions: 2 })
  const more = bundle((made) => {
    made.rooms.push({ guid: 'attic', name: 'Attic' })
    made.speakers?.push({ guid: 'bob', name: 'Bob Ray' }, { guid: 'cy', name: 'Cy Fox' })
  })
  addFile('programme.json', getBytes(more))
  expect((await check()).warnings).toEqual([
    '1 room without a session: “Attic”.',
    '2 speakers without a session: “Bob Ray”, “Cy Fox”.',
  ])
})
