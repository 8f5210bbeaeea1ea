/**
 * What scripts rely on: the names of commands and options, the top level of each `--json` document, the exit codes. A change to
 * `public-interface.json` (renewed with `vitest -u`) needs a line in CHANGELOG.md.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { bundle, bytesOf, session } from '../db/testing/bundles.ts'
import { saveNote, type TestStore, tempFolder, tempStore } from '../db/testing/temp-store.ts'
import { type Answer, type Command, commonOptions, type FileCommand, readWords } from './command.ts'
import { commands } from './commands/index.ts'
import { cli, run as runInProfile } from './testing/run.ts'

vi.setConfig({ testTimeout: 180_000 })

const changed =
  'The public command line changed. If that is meant, renew cli/public-interface.json (vitest -u) and say it in CHANGELOG.md'

test('commands, their options, and the top level of what each prints with --json', async () => {
  const shown = {
    commonOptions: describeOptions(commonOptions),
    commands: Object.fromEntries(
      commands.map(({ name, options = {}, values }) => [name, { values, options: describeOptions(options) }]),
    ),
    json: await printedByAll(),
  }
  const ran = new Set(Object.keys(shown.json).map((line) => line.split(' –')[0]))
  expect([...ran].sort()).toEqual(commands.map(({ name }) => name).sort())
  await expect(`${JSON.stringify(shown, null, 2)}\n`, changed).toMatchFileSnapshot('./public-interface.json')
})

test('exit codes: 0 done, 1 failed, 2 not understood; a failure is one document', () => {
  expect(runInProfile('list', '--json').status, changed).toBe(0)
  const failed = runInProfile('note', 'show', '5b0a7a3e-0000-4000-8000-000000000000', '--json')
  expect(failed.status, changed).toBe(1)
  expect(JSON.parse(failed.stdout), changed).toEqual({
    error: { code: 'not-found', message: expect.any(String) },
  })
  const misunderstood = cli(['no-such-command', '--json'])
  expect(misunderstood.status, changed).toBe(2)
  expect(JSON.parse(misunderstood.stdout), changed).toEqual({
    error: { code: 'usage', message: expect.any(String) },
  })
})

type Options = NonNullable<Command['options']>
const describeOptions = (options: Options) =>
  Object.entries(options)
    .map(
      ([name, { type, multiple }]) => `--${name}${type === 'string' ? ' VALUE' : ''}${multiple ? '…' : ''}`,
    )
    .sort()

/** Each command on a store with something to print; `name – case` where one prints different documents. */
async function printedByAll(): Promise<Record<string, unknown>> {
  const store = tempStore()
  const folder = tempFolder()
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const shapes: Record<string, unknown> = {}
  const run = async (title: string, ...args: string[]) => {
    const answer = await answerOf(store, title.split(' –')[0] ?? '', args)
    shapes[title] = shapeOf(answer.json)
    return answer.json as Record<string, string>
  }
  const newer = bundle((made) => {
    made.conference.revision = 2
    made.sessions.push(session('extra'))
  })
  const programme = file('testing.json', bytesOf(bundle()))
  const here = ['--conference', 'testing-days']
  await run('import', programme)
  await run('import – with --dry-run', file('newer.json', bytesOf(newer)), '--dry-run')
  await run('import', file('newer.json', bytesOf(newer)))
  await run('history', ...here)
  await run('history – of one update', '3', ...here)
  await run('undo', ...here)
  await run('rename', 'Testing Weeks', ...here)
  await run('list', ...here)
  const added = await run(
    'note add',
    '--session',
    'closing',
    ...here,
    '--file',
    file('note.md', 'A word on boats.\n'),
  )
  saveNote(store, 'A word on lamps.', { session: 'workshop-9' })
  await run('note list', ...here)
  await run('note show', String(added.id))
  await run('search', 'boats', ...here)
  await run('export', '--format', 'md', '--out', join(folder, 'report.md'), ...here)
  const bundled = join(folder, 'notes.rapporteur')
  await run('bundle', '--out', bundled, ...here)
  await run('merge – with --preview', bundled, '--preview')
  await run('merge', bundled)
  const saved = await run('backup', folder)
  await run('move-out', join(folder, 'moved.db'))
  await run('check')
  await run('salvage', store.database, '--out', join(folder, 'salvaged.zip'))
  await run('restore', String(saved.path))
  await run('pack keygen', '--out', join(folder, 'office.key'))
  const plan = file(
    'pack.json',
    JSON.stringify({ publisher: 'Testing Office', programme: 'testing.json', version: 7 }),
  )
  const packed = join(folder, 'testing.rapporteur-pack')
  await run('pack build', plan, '--key', join(folder, 'office.key'), '--out', packed)
  await run('pack inspect', packed)
  return shapes
}

async function answerOf(store: TestStore, name: string, args: string[]): Promise<Answer> {
  const command: Command | FileCommand | undefined = commands.find((one) => one.name === name)
  if (!command) throw new Error(`there is no command ${name}`)
  const words = readWords(command, args)
  return 'run' in command ? command.run(store, words, store.folder) : command.runOnFiles(words)
}

/** The keys of a document with what kind of value each has; of a list those of its first item. */
function shapeOf(json: unknown): unknown {
  if (Array.isArray(json)) return json.length > 0 ? [shapeOf(json[0])] : []
  if (json === null || typeof json !== 'object') return kindOf(json)
  return Object.fromEntries(
    Object.entries(json)
      .map(([key, value]) => [key, kindOf(value)])
      .sort(),
  )
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}
