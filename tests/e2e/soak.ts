/**
 * npm run soak [-- rounds [apps at a time [folder]]]: kills the whole app during typing, again and again on one profile. If a folder is
 * given, it continues the earlier run in that folder, until that many rounds are done. Exits with 1 if anything acknowledged was lost.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runKillRounds } from './lib/kill-rounds.ts'

const rounds = Number(process.argv[2] ?? 200)
/** The number of parallel apps, each with its own profile. */
const lanes = Number(process.argv[3] ?? 2)
const givenFolder = process.argv[4]
const folder = givenFolder ?? mkdtempSync(join(tmpdir(), 'rapporteur-soak-'))
mkdirSync(folder, { recursive: true })
const profiles = Array.from({ length: lanes }, (_, lane) => join(folder, `profile-${lane + 1}`))
const record = join(folder, 'soak.json')
const totals: { done: number; typed: number; acknowledged: number; lost: number; damaged: number } =
  existsSync(record)
    ? JSON.parse(readFileSync(record, 'utf8'))
    : { done: 0, typed: 0, acknowledged: 0, lost: 0, damaged: 0 }
if (totals.done > 0) console.log(`continuing after ${totals.done} kills`)

await runKillRounds({ first: totals.done, end: rounds }, profiles, (result, round) => {
  totals.done += 1
  totals.typed += result.typed
  totals.acknowledged += result.acknowledged
  totals.lost += result.lost.length
  if (result.integrity !== 'ok') totals.damaged += 1
  writeFileSync(record, JSON.stringify(totals))
  if (result.lost.length > 0 || result.integrity !== 'ok') {
    console.error(
      `round ${round}: lost ${result.lost.join(' ') || 'nothing'}; integrity_check: ${result.integrity}`,
    )
  }
  if (totals.done % 10 === 0 || totals.done === rounds) printTotals()
})

function printTotals(): void {
  const { done, typed, acknowledged, lost, damaged } = totals
  console.log(
    `${done} kills: ${typed} words typed, ${acknowledged} acknowledged, ${lost} of them lost, ${damaged} times not ok`,
  )
}

const isWell = totals.lost === 0 && totals.damaged === 0
if (isWell && !givenFolder) rmSync(folder, { recursive: true, force: true })
else console.error(`the profiles are kept in ${folder}`)
process.exitCode = isWell ? 0 : 1
