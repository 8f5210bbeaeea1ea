/**
 * Measures the start until the agenda is readable, and the memory. A bare Electron window on the same runtime is measured in the same way
 * and in the same run (lib/start-time.ts).
 *
 * npm run bench -- first-window [runs]. Exits with 1 if a ratio is above its target.
 */
import { join } from 'node:path'
import { root } from '../scripts/lib/paths.ts'
import { describeRuntime, prepareRuntime } from '../scripts/prepare.ts'
import { formatSummary, type Measure, measureStart, summarise } from './lib/start-time.ts'
import { workFolder } from './lib/work-folder.ts'

const RUNS = Number(process.argv[2] ?? 9)
/** The highest acceptable time and memory, as ratios to the bare window. RSS is printed for comparison only. */
const TARGET_RATIOS: Partial<Record<keyof Measure, number>> = { readable: 1.25, pss: 1.25 }
const runtime = await prepareRuntime()
await main()

async function main(): Promise<void> {
  console.log(`${describeRuntime(runtime)}, ${RUNS} runs each, alternating`)
  const profile = join(workFolder, 'profile')
  const first = await measureStart(root, profile)
  await measureStart(join(root, 'bench', 'bare'), join(workFolder, 'bare'))
  const ours: Measure[] = []
  const bare: Measure[] = []
  for (let run = 0; run < RUNS; run++) {
    bare.push(await measureStart(join(root, 'bench', 'bare'), join(workFolder, 'bare')))
    ours.push(await measureStart(root, profile))
  }
  report('readable, ms', 'readable', ours, bare)
  report('memory RSS, MB', 'rss', ours, bare)
  report('memory PSS, MB', 'pss', ours, bare)
  console.log(`first start on an empty profile: ${first.readable.toFixed(0)} ms`)
}

function report(label: string, key: keyof Measure, ours: Measure[], bare: Measure[]): void {
  const oursSummary = summarise(ours.map((measure) => measure[key]))
  const bareSummary = summarise(bare.map((measure) => measure[key]))
  const ratio = oursSummary.median / bareSummary.median
  const target = TARGET_RATIOS[key]
  const verdict = target === undefined || ratio <= target ? '' : `   above the target of ${target}`
  if (verdict) process.exitCode = 1
  console.log(
    `${label.padEnd(16)} ours ${formatSummary(oursSummary)}   bare ${formatSummary(bareSummary)}   ratio of medians ${ratio.toFixed(2)}${verdict}`,
  )
}
