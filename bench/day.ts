/**
 * Counts the actions of a delegate's day, by keyboard and by mouse (tests/e2e/lib/delegate-day.ts), compared with ConfClerk and a word
 * processor (lib/day-peer.ts). In Rapporteur nothing is typed twice, so it is compared with the other programs' count when text is copied
 * rather than retyped.
 *
 * npm run bench -- day. Exits with 1 if a task or the whole day takes more actions than its target.
 */
import { join } from 'node:path'
import { launch, TIME_DURING_CONFERENCE } from '../tests/e2e/lib/app.ts'
import { type Counts, type InputDevice, maxActions, runDay } from '../tests/e2e/lib/delegate-day.ts'
import { killTree } from '../tests/e2e/lib/processes.ts'
import { countPeer, peerDay } from './lib/day-peer.ts'
import { workFolder } from './lib/work-folder.ts'

const devices: InputDevice[] = ['keyboard', 'mouse']
const REPORT = 'report.docx'
/** The day may take at most this fraction of the other programs' actions. */
const TARGET_RATIO = 1 / 3

for (const device of devices) {
  const counts = await countActions(device)
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  console.log(`${device}: ${total} actions`)
  for (const [task, count] of Object.entries(counts) as [keyof Counts, number][]) {
    const isAbove = count > maxActions[task]
    console.log(`  ${task.padEnd(12)} ${count}, at most ${maxActions[task]}${isAbove ? ': MISSED' : ''}`)
    if (isAbove) process.exitCode = 1
  }
  compare(total)
}

for (const { retyped } of Object.values(peerDay)) {
  if (retyped) console.log(`retyped in ConfClerk and Writer: ${retyped.what}`)
}

function compare(total: number): void {
  const [copying, typing] = [countPeer({ isCopying: true }), countPeer({ isCopying: false })]
  const ratio = total / copying
  const verdict =
    ratio > TARGET_RATIO
      ? `above the target of ${TARGET_RATIO.toFixed(2)}: MISSED`
      : `at most ${TARGET_RATIO.toFixed(2)}`
  console.log(`  ConfClerk and Writer ${copying}, ratio ${ratio.toFixed(2)}, ${verdict}`)
  console.log(`  retyping instead of copying ${typing}, ratio ${(total / typing).toFixed(2)}`)
  if (ratio > TARGET_RATIO) process.exitCode = 1
}

async function countActions(device: InputDevice): Promise<Counts> {
  const { application, page, pid } = await launch({
    profile: join(workFolder, device),
    now: TIME_DURING_CONFERENCE,
  })
  try {
    await application.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      },
      join(workFolder, REPORT),
    )
    return await runDay(page, device, REPORT)
  } finally {
    await killTree(pid)
  }
}
