/** Printing text from untrusted files. */
import { expect, test } from 'vitest'
import { bundle, getBytes } from '../db/testing/bundles.ts'
import { packWithPlan, svg } from '../db/testing/packs.ts'
import { escapeForTerminal } from './escape-for-terminal.ts'
import { addFile, prepareProfiles, run, runCli } from './testing/run.ts'

prepareProfiles()

test.each([
  ['Hand Office\u001b[8m', 'Hand Office\\u001b[8m'],
  ['\u009b2J', '\\u009b2J'],
  ['a\rb\u0007\u007f', 'a\\u000db\\u0007\\u007f'],
  ['a \u202eb\u2069', 'a \\u202eb\\u2069'],
  ['one\n\ttwo', 'one\n\ttwo'],
  ['می\u200cشود, हिन्दी, ✍️', 'می\u200cشود, हिन्दी, ✍️'],
])('%j is printed as %j', (text, printed) => {
  expect(escapeForTerminal(text)).toBe(printed)
})

test('escaped JSON is still the same document', () => {
  const value = { title: 'a\u009b\u001b"\\\u202e\u2028\u007f' }
  const printed = escapeForTerminal(JSON.stringify(value))
  expect(printed).not.toMatch(/[\u007f-\u009f\u2028\u202e]/)
  expect(JSON.parse(printed)).toEqual(value)
})

test('no title, room or file name reaches the terminal as a control sequence', async () => {
  const hostile = '\u001b]0;x\u0007\u001b[8m\u009b31m'
  const programme = addFile(
    'x\u001b[8m.json',
    getBytes(
      bundle(({ conference, sessions, rooms }) => {
        conference.title += hostile
        for (const session of sessions) session.title += hostile
        for (const room of rooms ?? []) room.name += hostile
      }),
    ),
  )
  const pack = addFile(
    'y.rapporteur-pack',
    packWithPlan('floor-plans/level-1.svg', svg, (entry) => Object.assign(entry, { title: hostile })),
  )
  const printed = [
    await run('import', programme, '--dry-run'),
    await run('import', programme),
    await run('list', '--conference', 'testing-days'),
    await run('history', '--conference', 'testing-days'),
    await run('search', 'x', '--json'),
    await run('import', `${programme}\u001b[8m`),
    await runCli(['pack', 'inspect', pack]),
    await run('import', pack),
  ]
  for (const { stdout, stderr } of printed) {
    expect(stdout + stderr).not.toBe('')
    expect(stdout + stderr).not.toMatch(/(?!\n)\p{Cc}/u)
  }
  // The import removes ASCII control characters from titles, so only C1 control characters are left to escape.
  expect(printed[1]?.stdout, printed[1]?.stderr).toContain('Testing Days]0;x[8m\\u009b31m (testing-days)')
  expect(printed[5]?.stderr).toContain('x\\u001b[8m.json\\u001b[8m')
})
