/**
 * How many actions a delegate's day takes, by keyboard and by mouse (tests/e2e/lib/delegate-day.ts).
 *
 * npm run bench -- day. Ends with 1 when a task takes more actions than its bar.
 */
import { join } from 'node:path'
import { DURING, launch } from '../tests/e2e/lib/app.ts'
import { type Counts, type Hand, most, runDay } from '../tests/e2e/lib/delegate-day.ts'
import { killTree } from '../tests/e2e/lib/processes.ts'
import { work } from './lib/work.ts'

const hands: Hand[] = ['keyboard', 'mouse']
const REPORT = 'report.docx'

for (const hand of hands) {
  const counts = await countActions(hand)
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  console.log(`${hand}: ${total} actions`)
  for (const [task, count] of Object.entries(counts) as [keyof Counts, number][]) {
    const isAbove = count > most[task]
    console.log(`  ${task.padEnd(12)} ${count}, at most ${most[task]}${isAbove ? ': MISSED' : ''}`)
    if (isAbove) process.exitCode = 1
  }
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
