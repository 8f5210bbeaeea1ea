/**
 * Imports FOSDEM 2025 (1,105 events) with its search index, compared with ConfClerk on the same file, each in its own window in the same
 * run. There are two floors: only parsing, and only inserting the rows.
 *
 * ours: the time from the chosen file to its preview, plus the time from the button in the preview to the conference on screen. The time
 * between, in which a person reads the preview, does not count. Since the app works meanwhile, a second figure shows the import if the
 * button is clicked in the first frame of the preview. ConfClerk has no preview and is timed from Enter in its file dialog to the commit.
 * The command line is timed from the start to the end of its process.
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
import { formatSummary, measureStart, summarise } from './lib/start-time.ts'
import { workFolder } from './lib/work-folder.ts'

const RUNS = Number(process.argv[2] ?? 5)
const FILE = join(root, '..', 'shared', 'data', 'frab-xml', 'fosdem-2025.xml')
const TITLE = 'FOSDEM 2025'
const EVENTS = 1_105
/** `peerRatio`: to ConfClerk's time. */
const TARGETS = { peerRatio: 0.75, frameMs: 50 }

const runtime = await prepareRuntime()
await main()

async function main(): Promise<void> {
  if (!existsSync(FILE)) throw new Error(`${FILE} is missing: the benchmark imports it.`)
  await requirePeers()
  console.log(`${describeRuntime(runtime)}, ${RUNS} runs each, alternating`)
  // Starts the app once, so that the measured starts are not first starts.
  const usedProfile = join(workFolder, 'used')
  await measureStart(root, usedProfile)
  const times = {
    preview: [],
    applied: [],
    ours: [],
    clickedAtOnce: [],
    commandLine: [],
    peer: [],
    parse: [],
    rows: [],
    indexed: [],
  } as Record<
    'preview' | 'applied' | 'ours' | 'clickedAtOnce' | 'commandLine' | 'peer' | keyof FloorTimes,
    number[]
  >
  const frames: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const getProfileFolder = (name: string) => join(workFolder, `${name}-${run}`)
    times.peer.push(await importWithConfClerk(FILE, getProfileFolder('peer'), EVENTS))
    cpSync(usedProfile, getProfileFolder('window'), { recursive: true })
    const seen = await importInWindow(FILE, getProfileFolder('window'), TITLE, { readsPreview: true })
    times.preview.push(seen.preview)
    times.applied.push(seen.applied)
    times.ours.push(seen.preview + seen.applied)
    frames.push(...seen.frames)
    cpSync(usedProfile, getProfileFolder('clickedAtOnce'), { recursive: true })
    const clicked = await importInWindow(FILE, getProfileFolder('clickedAtOnce'), TITLE, {
      readsPreview: false,
    })
    times.clickedAtOnce.push(clicked.preview + clicked.applied)
    cpSync(usedProfile, getProfileFolder('command-line'), { recursive: true })
    const commandStart = performance.now()
    await runNode(
      join(root, 'cli', 'rapporteur.ts'),
      '--profile',
      getProfileFolder('command-line'),
      'import',
      FILE,
    )
    times.commandLine.push(performance.now() - commandStart)
    mkdirSync(getProfileFolder('floor'))
    const floor: FloorTimes = JSON.parse(
      await runNode(join(root, 'bench', 'import', 'floor.ts'), FILE, getProfileFolder('floor')),
    )
    for (const name of ['parse', 'rows', 'indexed'] as const) times[name].push(floor[name])
  }
  const getMedian = (name: keyof typeof times) => summarise(times[name]).median
  const printRow = (label: string, name: keyof typeof times, more = '') =>
    console.log(`${label.padEnd(34)} ${formatSummary(summarise(times[name]))} ${more}`)
  const ratio = getMedian('ours') / getMedian('peer')
  const floor = getMedian('parse') + getMedian('indexed')
  printRow('ConfClerk, ms', 'peer')
  printRow(
    'ours in the window, ms',
    'ours',
    `ratio to ConfClerk ${formatAndCheck(ratio, TARGETS.peerRatio)}, to the floor ${(getMedian('ours') / floor).toFixed(2)}`,
  )
  printRow('  of which to the preview', 'preview')
  printRow('  of which to apply', 'applied')
  const formatRatioToPeer = (name: keyof typeof times) =>
    `ratio to ConfClerk ${(getMedian(name) / getMedian('peer')).toFixed(2)}`
  printRow('  if clicked at once', 'clickedAtOnce', formatRatioToPeer('clickedAtOnce'))
  printRow('ours by command line, with start', 'commandLine', formatRatioToPeer('commandLine'))
  printRow('floor: parse', 'parse')
  printRow('floor: rows', 'rows')
  printRow('floor: rows and search index', 'indexed')
  const longestFrame = Math.max(...frames)
  console.log(
    `frames during ours: ${frames.length}, longest ${formatAndCheck(longestFrame, TARGETS.frameMs)} ms, ${frames.filter((frameMs) => frameMs > TARGETS.frameMs).length} over ${TARGETS.frameMs} ms`,
  )
}

function formatAndCheck(value: number, target: number): string {
  const figure = value.toFixed(2)
  if (value <= target) return figure
  process.exitCode = 1
  return `${figure} (above the target of ${target})`
}

function runNode(...args: string[]): Promise<string> {
  return runOrThrow(process.execPath, args)
}
