/**
 * Measures a delegation of thirty. Merges what all wrote in eight hours without a connection, and compares the size of the folder with that
 * of its text. Measures the time from a file in the folder to the text on the screen, and what loading Yjs adds to the start of the store.
 *
 * npm run bench -- delegation [members]. Exits with 1 if a figure is above its target.
 */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, globSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { openStore, type Store } from '../db/open-store.ts'
import { root } from '../scripts/lib/paths.ts'
import { launch } from '../tests/e2e/lib/app.ts'
import { unwrapReply } from '../tests/e2e/lib/colleague.ts'
import { killTree } from '../tests/e2e/lib/processes.ts'
import { formatSummary, summarise } from './lib/start-time.ts'
import { workFolder } from './lib/work-folder.ts'

const MEMBERS = Number(process.argv[2] ?? 30)
/** What each member does in eight hours: the notes written, the files sent, and the paragraphs added to the note that all may edit. */
const NOTES = 16
const FILES_SENT = 64
const PARAGRAPHS = 200
const JOINT_WORDS = 20_000
const ARRIVALS = 20
/** A text that is not on the screen after this time counts as lost. */
const LOST_MS = 60_000
const TARGETS = { mergeMs: 5_000, folderRatio: 5, screenMs: 2_000 }
const conference = 'octopus-2016'

type Member = { store: Store; profile: string; folder: string }
const members: Member[] = []
let isAbove = false
let wordCount = 0

try {
  for (let number = 0; number < MEMBERS; number += 1) members.push(await openMember(number))
  const [first, second] = members
  if (!first || !second) throw new Error('a delegation has at least two members')
  const joint = await createDelegation(first)
  for (const member of members.slice(1)) await workOffline(member, joint)
  for (const { folder } of members.slice(1)) cpSync(folder, first.folder, { recursive: true })
  const files = listFiles(first.folder)
  const startedAt = performance.now()
  const { read } = await sync(first)
  report(
    'merge',
    performance.now() - startedAt,
    TARGETS.mergeMs,
    `ms for ${read} files of ${MEMBERS - 1} colleagues (${countBytes(files)} bytes)`,
  )
  await sync(first)
  const texts = await Promise.all(
    (await call<{ id: string }[]>(first, 'notes.list', { conference })).map(({ id }) =>
      call<{ markdown: string }>(first, 'notes.get', { id }),
    ),
  )
  const text = texts.reduce((sum, { markdown }) => sum + Buffer.byteLength(markdown), 0)
  report(
    'folder',
    countBytes(listFiles(first.folder)) / text,
    TARGETS.folderRatio,
    `times the text of ${text} bytes in ${texts.length} notes`,
  )
  measureYjs()
  for (const { store } of members.slice(2)) store.close()
  first.store.close()
  await measureScreen(first, second)
} finally {
  for (const { store } of members) store.close()
}
if (isAbove) process.exitCode = 1

async function openMember(number: number): Promise<Member> {
  const profile = join(workFolder, `profile-${number}`)
  const folder = join(workFolder, `folder-${number}`)
  mkdirSync(folder)
  const store = openStore({ folder: profile, resources: root })
  const member = { store, profile, folder }
  await call(member, 'people.saveMe', { name: `Delegate ${number}`, delegation: 'Bureau' })
  return member
}

/** Lets everybody join and get the note that all may edit. @returns the id of the note */
async function createDelegation(first: Member): Promise<string> {
  await call(first, 'delegation.create', {
    conference,
    name: 'Bureau',
    allowsInternal: false,
    grant: createGrant(first),
  })
  const joint = await save(
    first,
    randomUUID(),
    Array.from({ length: JOINT_WORDS / 50 }, () => generateWords(50)).join('\n\n'),
    0,
  )
  await call(first, 'delegation.setWritable', { conference, note: joint, isWritable: true })
  await sync(first)
  const { invitation } = await call<{ invitation: string }>(first, 'delegation.invite', { conference })
  for (const member of members.slice(1)) {
    cpSync(first.folder, member.folder, { recursive: true })
    await call(member, 'delegation.join', { invitation, grant: createGrant(member) })
    await sync(member)
  }
  return joint
}

async function workOffline(member: Member, joint: string): Promise<void> {
  const notes = Array.from({ length: NOTES }, () => ({
    id: randomUUID() as string,
    markdown: '',
    revision: 0,
  }))
  for (let sentCount = 0; sentCount < FILES_SENT; sentCount += 1) {
    const note = notes[sentCount % NOTES]
    if (!note) continue
    note.markdown = `${note.markdown}${generateWords(120)}\n\n`.trimStart()
    await save(member, note.id, note.markdown, note.revision)
    note.revision += 1
    if (sentCount % 4 === 0) {
      const { markdown, revision } = await call<{ markdown: string; revision: number }>(member, 'notes.get', {
        id: joint,
      })
      const blocks = markdown.split('\n\n')
      for (let more = 0; more < PARAGRAPHS / (FILES_SENT / 4); more += 1)
        blocks.splice(Math.floor(Math.random() * blocks.length), 0, generateWords(12))
      await save(member, joint, blocks.join('\n\n'), revision)
    }
    await sync(member)
  }
}

/**
 * Measures from a complete file in the folder to the text in the list of notes. The file arrives at a random moment between two polls of
 * the folder. The list is sorted by the last change, since it renders only what is near the view.
 */
async function measureScreen(first: Member, second: Member): Promise<void> {
  const { page, pid } = await launch({ profile: first.profile })
  try {
    await page.evaluate("location.hash = '/notes'")
    await page.getByRole('button', { name: /^Order/ }).click()
    await page.getByRole('menuitemradio', { name: 'By last change' }).click()
    const times: number[] = []
    for (let arrival = 0; arrival < ARRIVALS; arrival += 1) {
      const text = `Arrival ${randomUUID()}`
      await save(second, randomUUID(), text, 0)
      const before = new Set(listFiles(second.folder))
      await sync(second)
      const shown = waitForText(page, text)
      await sleep(2_000 + Math.random() * 2_000)
      const moved = Date.now()
      for (const path of listFiles(second.folder).filter((file) => !before.has(file))) {
        const target = path.replace(second.folder, first.folder)
        cpSync(path, `${target}.part`)
        renameSync(`${target}.part`, target)
      }
      times.push((await shown) - moved)
    }
    report(
      'screen',
      Math.max(...times),
      TARGETS.screenMs,
      `ms at most from the file to the screen; ${formatSummary(summarise(times))} ms`,
    )
  } finally {
    await killTree(pid)
  }
}

/** @returns the time of the system's clock, which is the same in both processes */
function waitForText(page: Page, text: string): Promise<number> {
  return page.evaluate(
    ([wanted, lostMs]) =>
      new Promise<number>((resolve, reject) => {
        const checkShown = () => {
          if (!document.body.textContent.includes(wanted)) return
          watcher.disconnect()
          requestAnimationFrame(() => resolve(Date.now()))
        }
        const watcher = new MutationObserver(checkShown)
        watcher.observe(document.body, { childList: true, subtree: true, characterData: true })
        setTimeout(() => {
          watcher.disconnect()
          reject(new Error(`“${wanted}” was not on the screen after ${lostMs} ms.`))
        }, lostMs)
      }),
    [text, LOST_MS] as const,
  )
}

function measureYjs(): void {
  const script = 'const t = performance.now(); await import("yjs"); console.log(performance.now() - t)'
  const times = Array.from({ length: 15 }, () =>
    Number(
      spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' })
        .stdout,
    ),
  )
  console.log(`loading Yjs: ${formatSummary(summarise(times))} ms`)
}

function report(name: string, figure: number, target: number, description: string): void {
  const isHigher = figure > target
  if (isHigher) isAbove = true
  console.log(
    `${name}: ${figure.toFixed(figure < 100 ? 2 : 0)} ${description}${isHigher ? `, above the target of ${target}: MISSED` : ''}`,
  )
}

/** Distinct words, since repeated text would be compressed. */
function generateWords(count: number): string {
  return Array.from({ length: count }, () => {
    wordCount += 1
    return `${Math.sin(wordCount).toString(36).slice(3, 9)}`
  }).join(' ')
}

async function save({ store }: Member, id: string, markdown: string, baseRevision: number): Promise<string> {
  await unwrapReply(
    store.call(
      'notes.save' as never,
      { id, conference, session: null, keyMessage: null, markdown, baseRevision } as never,
    ),
  )
  return id
}

function call<T>({ store }: Member, name: string, input: object): Promise<T> {
  return unwrapReply<T>(store.request(name as never, input as never))
}

function sync(member: Member): Promise<{ read: number; written: number }> {
  return call(member, 'delegation.sync', { conference })
}

function createGrant({ store, folder }: Member): string {
  const id = randomUUID()
  store.grants.add(id, { path: folder, mode: 'read' })
  return id
}

function listFiles(folder: string): string[] {
  return globSync('**/*.age', { cwd: folder }).map((name) => join(folder, name))
}

function countBytes(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + statSync(path).size, 0)
}
