/**
 * Imports FOSDEM 2025 (1,105 events) with its search index, compared with ConfClerk on the same file, each in its own window in the same
 * run, and with the floor: only the parser, and only the rows.
 *
 * ours: from the chosen file to its preview, and from the button in the preview to the conference on screen. The time in which a person
 * reads the preview does not count, but the app uses it, so a second figure shows the import if the button is clicked in the first frame of
 * the preview. ConfClerk has no preview: from Enter in its file dialog to the commit. The command line is timed from the start to the end
 * of its process.
 *
 * npm run bench -- import [runs]. Exits with 1 if a figure is above its target.
 */
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/lib/paths.ts'
import { runOrThrow } from '../scripts/lib/run.ts'
import { describeRuntime, prepareRuntime } from '../scripts/prepare.ts'
import { requirePeers } from '../scripts/runtime/system-packages.ts'
import { importWithConfClerk } from './import/confclerk.ts'
import type { FloorTimes } from './import/floor.ts'
import { importInWindow } from './import/in-window.ts'
import { measureStart, show, spread } from './lib/start-time.ts'
import { work } from './lib/work.ts'

const RUNS = Number(process.argv[2] ?? 5)
const FILE = join(root, '..', 'shared', 'data', 'frab-xml', 'fosdem-2025.xml')
const [TITLE, EVENTS] = ['FOSDEM 2025', 1_105]
/** `peerRatio`: to ConfClerk's time. */
const TARGETS = { peerRatio: 0.75, frameMs: 50 }

const runtime = await prepareRuntime()
await main()

async function main(): Promise<void> {
  if (!existsSync(FILE)) throw new Error(`${FILE} is missing: the benchmark imports it.`)
  await requirePeers()
  console.log(`${describeRuntime(runtime)}, ${RUNS} runs each, alternating`)
  // A first start before the measurement, since a delegate has started the app before.
  const used = join(work, 'used')
  await measureStart(root, used)
  const times = {
    preview: [],
    applied: [],
    ours: [],
    atOnce: [],
    line: [],
    peer: [],
    parse: [],
    rows: [],
    indexed: [],
  } as Record<'preview' | 'applied' | 'ours' | 'atOnce' | 'line' | 'peer' | keyof FloorTimes, number[]>
  const frames: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const of = (name: string) => join(work, `${name}-${run}`)
    times.peer.push(await importWithConfClerk(FILE, of('peer'), EVENTS))
    cpSync(used, of('window'), { recursive: true })
    const seen = await importInWindow(FILE, of('window'), TITLE, true)
    times.preview.push(seen.preview)
    times.applied.push(seen.applied)
    times.ours.push(seen.preview + seen.applied)
    frames.push(...seen.frames)
    cpSync(used, of('atOnce'), { recursive: true })
    const atOnce = await importInWindow(FILE, of('atOnce'), TITLE, false)
    times.atOnce.push(atOnce.preview + atOnce.applied)
    cpSync(used, of('line'), { recursive: true })
    const from = performance.now()
    await node(join(root, 'cli', 'rapporteur.ts'), '--profile', of('line'), 'import', FILE)
    times.line.push(performance.now() - from)
    mkdirSync(of('floor'))
    const floor: FloorTimes = JSON.parse(
      await node(join(root, 'bench', 'import', 'floor.ts'), FILE, of('floor')),
    )
    for (const name of ['parse', 'rows', 'indexed'] as const) times[name].push(floor[name])
  }
  const median = (name: keyof typeof times) => spread(times[name]).median
  const line = (what: string, name: keyof typeof times, more = '') =>
    console.log(`${what.padEnd(34)} ${show(spread(times[name]))} ${more}`)
  const [ratio, floor] = [median('ours') / median('peer'), median('parse') + median('indexed')]
  line('ConfClerk, ms', 'peer')
  line(
    'ours in the window, ms',
    'ours',
    `ratio to ConfClerk ${formatAndCheck(ratio, TARGETS.peerRatio)}, to the floor ${(median('ours') / floor).toFixed(2)}`,
  )
  line('  of which to the preview', 'preview')
  line('  of which to apply', 'applied')
  const toPeer = (name: keyof typeof times) =>
    `ratio to ConfClerk ${(median(name) / median('peer')).toFixed(2)}`
  line('  when nobody looks at it', 'atOnce', toPeer('atOnce'))
  line('ours by command line, with start', 'line', toPeer('line'))
  line('floor: parse', 'parse')
  line('floor: rows', 'rows')
  line('floor: rows and search index', 'indexed')
  const longest = Math.max(...frames)
  console.log(
    `frames during ours: ${frames.length}, longest ${formatAndCheck(longest, TARGETS.frameMs)} ms, ${frames.filter((took) => took > TARGETS.frameMs).length} over ${TARGETS.frameMs} ms`,
  )
}

function formatAndCheck(value: number, target: number): string {
  const figure = value.toFixed(2)
  if (value <= target) return figure
  process.exitCode = 1
  return `${figure} (above the target of ${target})`
}

function node(...args: string[]): Promise<string> {
  return runOrThrow(process.execPath, args)
}
