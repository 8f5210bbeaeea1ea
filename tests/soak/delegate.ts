/**
 * One delegate of the soak test: a real store in a process of its own. It carries out commands and may be killed at any moment.
 * Arguments: the root of the Rapporteur to run, the profile folder, the name, and the journal.
 */
import { randomUUID } from 'node:crypto'
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as OpenStore from '../../db/open-store.ts'
import type { Result } from '../../db/serve.ts'
import { createEdits } from './edits.ts'
import type { Answer, JournalLine, Message, Report, ReportedNote, TaskName, Tasks } from './tasks.ts'

const [root = '', profile = '', name = '', journalPath = ''] = process.argv.slice(2)
const { openStore }: typeof OpenStore = await import(pathToFileURL(join(root, 'db', 'open-store.ts')).href)

const conference = 'octopus-2016'
const journal = openSync(journalPath, 'a')
let daysAhead = 0
const now = () => new Date(Date.now() + daysAhead * 86_400_000).toISOString()
const store = openStore({ folder: profile, resources: root, now })

// The contract of another version may differ, so calls are not checked by type here.
const call = <T>(call: string, input: object): T => unwrap(store.call(call as never, input as never))
const request = async <T>(call: string, input: object): Promise<T> =>
  unwrap(await store.request(call as never, input as never))

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  const { code, message } = result.error
  throw new Error(`${code}: ${typeof message === 'string' ? message : JSON.stringify(message)}`)
}

const record = (line: JournalLine) => void writeSync(journal, `${JSON.stringify(line)}\n`)

if (call<{ name: string }>('people.me', {}).name === '') call('people.saveMe', { name, delegation: 'Bureau' })
const edits = createEdits({
  name,
  conference,
  call,
  record,
  setDaysAhead: (days) => {
    daysAhead = days
  },
})

const tasks: {
  [Name in TaskName]: (task: Tasks[Name]['task']) => Promise<Tasks[Name]['value']> | Tasks[Name]['value']
} = {
  create: (task) =>
    request('delegation.create', {
      conference,
      name: task.name,
      allowsInternal: false,
      grant: grant(task.folder),
    }),
  invite: () => call<{ invitation: string }>('delegation.invite', { conference }).invitation,
  join: async ({ invitation, folder }) => {
    await request('delegation.join', { invitation, grant: grant(folder) })
    return null
  },
  edit: ({ count, seed, mark }) => edits.run({ count, seed, mark }),
  sync: async () => {
    const result = await request<Tasks['sync']['value']>('delegation.sync', { conference })
    edits.invalidate()
    return result
  },
  remove: ({ devices }) => call('delegation.remove', { conference, devices }),
  report,
  find: ({ notes, tokens }) => {
    const texts = notes.flatMap(readAll)
    return tokens.filter((token) => texts.some((text) => text.includes(token)))
  },
}

process.on('message', async ({ id, name: task, task: details }: Message) => {
  try {
    answer({ id, value: await tasks[task](details) })
  } catch (error) {
    answer({ id, error: String(error) })
  }
})
// The parent has ended.
process.on('disconnect', () => process.exit())
answer({ id: 0, value: null })

function answer(message: Answer): void {
  // The parent may have ended.
  process.send?.(message, undefined, undefined, () => {})
}

function grant(folder: string): string {
  const id = randomUUID()
  store.grants.add(id, { path: folder, mode: 'read' })
  return id
}

function report(): Report {
  type Delegation = { members: { device: string; name: string; state: string }[]; writable: string[] }
  const { members, writable } = call<Delegation>('delegation.get', { conference })
  const colleagues = call<{ person: string; name: string; sessions: string[] }[]>('stars.ofColleagues', {
    conference,
  })
  return {
    person: call<{ id: string }>('people.me', {}).id,
    device: members.find(({ state }) => state === 'me')?.device ?? '',
    members: Object.fromEntries(members.map((member) => [member.device, `${member.name} ${member.state}`])),
    notes: call<{ id: string }[]>('notes.list', { conference }).map(({ id }) => {
      const note = call<ReportedNote>('notes.get', { id })
      const { createdBy, confidentiality, session, tags, updatedAt, markdown } = note
      return {
        id,
        createdBy,
        confidentiality,
        session,
        tags,
        updatedAt,
        markdown,
        isWritable: writable.includes(id),
      }
    }),
    stars: call<string[]>('stars.list', { conference }).map(String).sort(),
    colleagues: Object.fromEntries(
      colleagues.map(({ person, name, sessions }) => [person, { name, stars: [...sessions].sort() }]),
    ),
  }
}

/** The text of a note, which may be in the trash, and its versions; [] for a note that is not here. */
function readAll(id: string): string[] {
  const read = (name: string, input: object) => {
    try {
      return [call<{ markdown: string }>(name, input).markdown]
    } catch {
      return []
    }
  }
  const texts = [...read('notes.get', { id }), ...read('trash.note', { id })]
  if (texts.length === 0) return []
  const versions = call<{ revision: number }[]>('notes.versions', { id })
  return [...texts, ...versions.flatMap(({ revision }) => read('notes.version', { id, revision }))]
}
