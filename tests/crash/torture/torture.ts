/**
 * npm run torture [-- ROW…]: damages a notebook, and compares what was acknowledged before with what is left. Exits with 1 if anything
 * acknowledged is lost or missing without a report. ROW: a part of a row's name.
 */
import { damagedRows } from './damaged.ts'
import { removeWork } from './notebook.ts'
import { openNotebookRows } from './open-notebook.ts'
import type { Outcome, Row } from './outcome.ts'
import { windowRows } from './windows.ts'

const requested = process.argv.slice(2)
const rows = [...openNotebookRows, ...damagedRows, ...windowRows].filter(
  ({ name }) => requested.length === 0 || requested.some((part) => name.includes(part)),
)

// Hides the causes that the store logs.
console.error = () => {}

function formatReported(isReported: boolean | null): string {
  if (isReported === null) return 'nothing to report'
  return isReported ? 'yes' : 'no'
}

async function run({ name, run }: Row): Promise<boolean> {
  const { acknowledged, recoverable, isReported, lost, unreported }: Outcome = await run()
  console.log(
    `${name} · acknowledged ${acknowledged} · recoverable ${recoverable} · reported: ${formatReported(isReported)} · lost ${lost.length} · unreported ${unreported.length}`,
  )
  for (const line of [...lost, ...unreported].slice(0, 20)) console.log(`  ${line}`)
  return lost.length === 0 && unreported.length === 0 && isReported !== false
}

let failed = 0
try {
  for (const row of rows) if (!(await run(row))) failed += 1
} finally {
  removeWork()
}
console.log(
  failed === 0 ? `${rows.length} rows: 0 lost, 0 unreported` : `${failed} of ${rows.length} rows failed`,
)
process.exitCode = failed === 0 && rows.length > 0 ? 0 : 1
