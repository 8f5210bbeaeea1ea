/**
 * Five hundred real notes to Word and PDF, beside pandoc on the same Markdown in the same run, and the memory that repeated
 * exports leave behind.
 *
 * ours: what the store's rendering thread does, from the database to bytes, in a process of its own each time, its start
 * counted, as pandoc's is. floor: reading the notes as Markdown and nothing else. peer: pandoc.
 *
 * npm run bench -- export [notes] [runs]. Ends with 1 when a ratio is above its bar.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Input } from '../db/contract/index.ts'
import { ConferenceSlug, NoteId } from '../db/model.ts'
import { openStore, type Store } from '../db/open-store.ts'
import { root } from '../scripts/lib/paths.ts'

const NOTES = Number(process.argv[2] ?? 500)
const RUNS = Number(process.argv[3] ?? 3)
/** Longer ones are whole proceedings, which nobody types in a session. */
const LONGEST = 20_000
const BAR = { pandoc: 1, growthMb: 300 }

const parsing = `
import { readFileSync } from 'node:fs'
import { parseNote } from ${JSON.stringify(join(root, 'core/note-format/index.ts'))}
parseNote(readFileSync(process.argv[1], 'utf8'))`

const conference = ConferenceSlug.parse('octopus-2016')
const work = mkdtempSync(join(tmpdir(), 'rapporteur-bench-'))
try {
  await main()
} finally {
  rmSync(work, { recursive: true, force: true })
}

async function main(): Promise<void> {
  const profile = join(work, 'profile')
  const store = openStore({ folder: profile, resources: root })
  const bytes = fill(store)
  const markdown = join(work, 'report.md')
  writeFileSync(markdown, await textOf(store, 'md'))
  console.log(`${NOTES} notes, ${(bytes / 1e6).toFixed(1)} MB of Markdown, ${RUNS} runs each, alternating`)
  const ours: number[] = []
  const floor: number[] = []
  const peer: number[] = []
  for (let run = 0; run < RUNS; run++) {
    floor.push(time(() => node(['--input-type=module', '-e', parsing, markdown])))
    peer.push(time(() => execFileSync('pandoc', ['-f', 'gfm', '-o', join(work, 'peer.docx'), markdown])))
    ours.push(
      time(() =>
        node([
          join(root, 'cli/rapporteur.ts'),
          ...['--profile', profile, 'export', '--format', 'docx', '--out', join(work, 'ours.docx')],
        ]),
      ),
    )
  }
  const [a, b, c] = [ours, floor, peer].map(median) as [number, number, number]
  say('Word, ms', a, b, c)
  if (a / c > BAR.pandoc) process.exitCode = 1
  await measureMemory(store)
  store.close()
}

/** The store's process is what lives on: the thread that renders ends, and gives back all it took. */
async function measureMemory(store: Store): Promise<void> {
  const rss = () => process.memoryUsage().rss / 1e6
  await textOf(store, 'md')
  const before = rss()
  let peak = before
  for (let run = 0; run < 5; run++) {
    const { ok } = await store.request('export.save', { options: options('docx'), grant: grantIn(store) })
    if (!ok) throw new Error('not saved')
    peak = Math.max(peak, rss())
  }
  // Once nobody asks for more, the thread ends.
  await sleep(12_000)
  const growth = rss() - before
  console.log(
    `memory after 5 exports more: ${growth.toFixed(0)} MB (peak ${(peak - before).toFixed(0)}), bar ${BAR.growthMb}`,
  )
  if (growth > BAR.growthMb) process.exitCode = 1
}

function node(args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

function fill(store: Store): number {
  const corpus = join(root, '../shared/data/notes')
  const texts = globSync('**/*.md', { cwd: corpus })
    .sort()
    .map((file) => readFileSync(join(corpus, file), 'utf8'))
    .filter(({ length }) => length <= LONGEST)
  const sessions = store.call('sessions.list', { conference })
  if (!sessions.ok) throw new Error(sessions.error.message)
  let bytes = 0
  for (let index = 0; index < NOTES; index++) {
    const markdown = texts[index % texts.length] ?? ''
    bytes += Buffer.byteLength(markdown)
    store.call('notes.save', {
      id: NoteId.parse(randomUUID()),
      conference,
      session: sessions.value[index % sessions.value.length]?.guid ?? null,
      keyMessage: null,
      // No two are the same: nothing may be read once for many.
      markdown: `${index}\n\n${markdown}`,
      baseRevision: 0,
    })
  }
  return bytes
}

function options(format: string): Input<'export.preview'> {
  return { conference, format, title: '', sessions: null, language: 'en' }
}

async function textOf(store: Store, format: string): Promise<string> {
  const result = await store.request('export.text', options(format))
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

function grantIn(store: Store): string {
  const grant = randomUUID()
  store.grants.add(grant, { path: join(work, 'memory.docx'), mode: 'write' })
  return grant
}

function time(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function say(what: string, ours: number, floor: number, peer: number): void {
  console.log(
    `${what}: ours ${ours.toFixed(0)}, floor ${floor.toFixed(0)} (ratio ${(ours / floor).toFixed(2)}), ` +
      `peer pandoc ${peer.toFixed(0)} (ratio ${(ours / peer).toFixed(2)})`,
  )
}
