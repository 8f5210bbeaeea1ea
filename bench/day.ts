/**
 * How many actions a delegate's day takes, by keyboard and by mouse (tests/e2e/lib/delegate-day.ts), compared with ConfClerk and a word
 * processor (lib/day-peer.ts). Here nothing is typed twice, so the ratio is to their actions if they copy instead of typing again.
 *
 * npm run bench -- day. Ends with 1 when a task or the whole day takes more actions than its target.
 */
import { join } from 'node:path'
import { DURING, launch } from '../tests/e2e/lib/app.ts'
import { type Counts, type Hand, maxActions, runDay } from '../tests/e2e/lib/delegate-day.ts'
import { killTree } from '../tests/e2e/lib/processes.ts'
import { countPeer, peerDay } from './lib/day-peer.ts'
import { work } from './lib/work.ts'

const hands: Hand[] = ['keyboard', 'mouse']
const REPORT = 'report.docx'
/** The total may be at most this fraction of the other programs' actions. */
const TARGET_RATIO = 1 / 3

for (const hand of hands) {
  const counts = await countActions(hand)
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  console.log(`${hand}: ${total} actions`)
  for (const [task, count] of Object.entries(counts) as [keyof Counts, number][]) {
    const isAbove = count > maxActions[task]
    console.log(`  ${task.padEnd(12)} ${count}, at most ${maxActions[task]}${isAbove ? ': MISSED' : ''}`)
    if (isAbove) process.exitCode = 1
  }
  compare(total)
}

for (const { again } of Object.values(peerDay)) {
  if (again) console.log(`typed twice with them: ${again.what}`)
}

function compare(total: number): void {
  const [copying, typing] = [countPeer({ isCopying: true }), countPeer({ isCopying: false })]
  const ratio = total / copying
  const verdict =
    ratio > TARGET_RATIO
      ? `above the target of ${TARGET_RATIO.toFixed(2)}: MISSED`
      : `at most ${TARGET_RATIO.toFixed(2)}`
  console.log(`  ConfClerk and Writer ${copying}, ratio ${ratio.toFixed(2)}, ${verdict}`)
  console.log(`  typing again instead of copying ${typing}, ratio ${(total / typing).toFixed(2)}`)
  if (ratio > TARGET_RATIO) process.exitCode = 1
}

async function countActions(hand: Hand): Promise<Counts> {
  const { application, page, pid } = await launch({ profile: join(work, hand), now: DURING })
  try {
    await application.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      },
      join(work, REPORT),
    )
    return await runDay(page, hand, REPORT)
  } finally {
    await killTree(pid)
  }
}
