/**
 * npm run torture [-- ROW…]: damages a notebook, and compares what was acknowledged before with what is left. Exits with 1 if anything
 * acknowledged is lost or missing without a report. ROW: a part of a row's name.
 */
import { damaged } from './damaged.ts'
import { removeWork } from './notebook.ts'
import type { Outcome, Row } from './outcome.ts'
import { running } from './running.ts'
import { windows } from './windows.ts'

const asked = process.argv.slice(2)
const rows = [...running, ...damaged, ...windows].filter(
  ({ name }) => asked.length === 0 || asked.some((part) => name.includes(part)),
)

// Hides the causes that the store logs.
console.error = () => {}

const told = (value: boolean | null) => (value === null ? 'nothing to tell' : value ? 'yes' : 'no')

async function run({ name, run }: Row): Promise<boolean> {
  const { acknowledged, there, told: isTold, lost, silent }: Outcome = await run()
  console.log(
    `${name} · acknowledged ${acknowledged} · there ${there} · told: ${told(isTold)} · lost ${lost.length} · silent ${silent.length}`,
  )
  for (const line of [...lost, ...silent].slice(0, 20)) console.log(`  ${line}`)
  return lost.length === 0 && silent.length === 0 && isTold !== false
}

let bad = 0
try {
  for (const row of rows) if (!(await run(row))) bad += 1
} finally {
  removeWork()
}
console.log(bad === 0 ? `${rows.length} rows: 0 lost, 0 silent` : `${bad} of ${rows.length} rows failed`)
process.exitCode = bad === 0 && rows.length > 0 ? 0 : 1
