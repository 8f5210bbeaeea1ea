/** The command line: broken packs. All mistakes of a file are reported in one run, each with its place and what to do. */
import { describe, expect, test } from 'vitest'
import { type BundleInput, bundle, session } from '../../db/testing/bundles.ts'
import {
  type Column,
  columns,
  type Json,
  planMistakes,
  programmeMistakes,
  set,
  tableMistakes,
} from '../testing/broken-packs.ts'
import { addFile, prepareProfiles, runCli } from '../testing/run.ts'

prepareProfiles()

const NAME = 'programme.json'

test('the corpus has at least sixty mistakes', () => {
  expect(programmeMistakes.length + tableMistakes.length + planMistakes.length).toBeGreaterThanOrEqual(60)
})

describe.each(programmeMistakes)('%s', (_, messages, change) => {
  test('is reported as a fault of the programme', async () => {
    writePack(change)
    await expectFaults([messages].flat())
  })
})

describe.each(tableMistakes)('%s', (_, messages, row) => {
  test('is reported for the table', async () => {
    writeTable(row)
    const { faults, warnings } = await check()
    for (const pattern of [messages].flat()) expect([...faults, ...warnings].join('\n')).toMatch(pattern)
    await expectRefusalOrWarning()
  })
})

describe.each(planMistakes)('%s', (_, messages, change) => {
  test('is reported as a fault of pack.json', async () => {
    writePack(() => {}, change)
    await expectFaults([messages].flat())
  })
})

test('faults in the programme, in pack.json and in a file are reported in one run', async () => {
  const changes = [0, 3, 7, 11, 14].map((index) => programmeMistakes[index])
  writePack(
    (programme) => {
      for (const [index, entry] of changes.entries()) {
        const mistaken = bundle()
        mistaken.sessions[1] = session(`s${index}`, {
          ...mistaken.sessions[1],
          guid: `s${index}`,
          title: `Closing ${index}`,
        })
        entry?.[2](mistaken)
        programme.sessions.push(mistaken.sessions[1])
      }
    },
    (plan) => set(plan, { version: '7', documents: [{ file: 'absent.pdf', title: 'x' }] }),
  )
  const { faults } = await check()
  const messages = faults.map((fault: string) => fault.replace(/line \d+/, 'line N'))
  expect(messages).toEqual([
    expect.stringMatching(/^pack\.json, line N: version: /),
    expect.stringMatching(/sessions\[5\]\.kind \(“Closing 3”\): expected one of/),
    expect.stringMatching(/sessions\[6\] \(“Closing 4”\): unknown: "langages"/),
    expect.stringMatching(/sessions\[2\]\.room \(“Closing 0”\): “hal” is not/),
    expect.stringMatching(/sessions\[3\]\.end \(“Closing 1”\): the session ends before/),
    expect.stringMatching(/sessions\[4\]\.day \(“Closing 2”\): 2026-05-09 is outside/),
    expect.stringMatching(/absent\.pdf is not there/),
  ])
})

test('every row without a start is reported if no row has one', async () => {
  addFile('table.csv', 'Title,Date,Start\nA,2026-05-04,soon\nB,never,9:00\nC,2026-05-04,later\n')
  writePlan((plan) => set(plan, { programme: 'table.csv', title: 'Testing Days', timeZone: 'Europe/Paris' }))
  await expectFaults([/line 2: “soon”/, /line 3: “never”/, /line 4: “later”/])
})

test('a table without a time zone is checked for all other faults', async () => {
  writeTable({ Start: 'morning' }, { timeZone: undefined })
  const { faults, warnings } = await check()
  expect(faults).toEqual([expect.stringContaining('time zone')])
  expect(warnings).toContainEqual(expect.stringContaining('“Third” (line 4): “morning”'))
})

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3"/></svg>'

function writePack(change: (made: BundleInput) => void, changePlan: (plan: Json) => void = () => {}) {
  addFile(NAME, JSON.stringify(bundle(change), null, 2))
  addFile('guide.txt', 'Doors open at 8.')
  addFile('setup.exe', 'MZ')
  addFile('empty.txt', '')
  addFile('plan.svg', SVG)
  addFile('plan.png', 'x')
  addFile('broken.json', '{\n"format": "rapporteur-conference",,')
  addFile('table.csv', 'Title,Start\nA,2026-03-04 10:00\n')
  writePlan(changePlan)
}

function writePlan(changePlan: (plan: Json) => void): void {
  const plan: Json = { publisher: 'Testing Office', programme: NAME, version: 7 }
  changePlan(plan)
  addFile('pack.json', JSON.stringify(plan, null, 2))
}

function writeTable(changed: Partial<Record<Column, string>>, planFields: Json = {}): void {
  const [first, second, third] = [
    ['A', 'First', '2026-05-05', '9:00', '10:00', 'Hall', 'en', '', '', ''],
    ['B', 'Second', '2026-05-05', '10:00', '11:00', 'Hall', 'en', 'Ada Lee', '', ''],
    columns.map((name) => changed[name] ?? usual[name]),
  ]
  const last = ['D', 'Fourth', '2026-05-05', '15:00', '16:00', 'Salle Europe', 'en', '', '', '']
  addFile('table.csv', [columns, first, second, third, last].map((row) => row?.join(',')).join('\n'))
  writePlan((plan) =>
    set(plan, { programme: 'table.csv', title: 'Testing Days', timeZone: 'Europe/Paris', ...planFields }),
  )
}

const usual: Record<Column, string> = {
  Id: 'C',
  Title: 'Third',
  Date: '2026-05-05',
  Start: '12:00',
  End: '13:00',
  Room: 'Hall',
  Language: 'en',
  Speakers: '',
  Status: '',
  Link: '',
}

async function check() {
  const { stdout } = await runCli(['pack', 'check', 'pack.json', '--json'])
  return JSON.parse(stdout)
}

async function build() {
  await runCli(['pack', 'keygen', '--out', 'office.key'])
  return await runCli(['pack', 'build', 'pack.json', '--key', 'office.key', '--out', 'x.rapporteur-pack'])
}

async function expectFaults(messages: RegExp[]): Promise<void> {
  const { faults } = await check()
  for (const pattern of messages) expect(faults).toContainEqual(expect.stringMatching(pattern))
  expect((await build()).status).toBe(1)
}

async function expectRefusalOrWarning(): Promise<void> {
  const { status, stdout } = await build()
  if (status === 0) expect(stdout).toContain('warning: ')
}
