/** npm run soak [-- rounds [apps at a time]]: kill -9 of the whole app while it types, again and again on one profile. Exits 1 if anything acknowledged was lost. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killRounds } from './lib/kill-rounds.ts'

const rounds = Number(process.argv[2] ?? 200)
/** Apps at a time, each on a profile of its own. */
const lanes = Number(process.argv[3] ?? 2)
const folder = mkdtempSync(join(tmpdir(), 'rapporteur-soak-'))
const profiles = Array.from({ length: lanes }, (_, lane) => join(folder, `profile-${lane + 1}`))
let done = 0
let typed = 0
let acknowledged = 0
let lost = 0
let damaged = 0
await killRounds(rounds, profiles, (result, round) => {
  done += 1
  typed += result.typed
  acknowledged += result.acknowledged
  lost += result.lost.length
  if (result.integrity !== 'ok') damaged += 1
  if (result.lost.length > 0 || result.integrity !== 'ok') {
    console.error(
      `round ${round}: lost ${result.lost.join(' ') || 'nothing'}; integrity_check: ${result.integrity}`,
    )
  }
  if (done % 10 === 0) {
    console.log(
      `${done} kills: ${typed} words typed, ${acknowledged} acknowledged, ${lost} of them lost, ${damaged} times not ok`,
    )
  }
})
if (lost === 0 && damaged === 0) rmSync(folder, { recursive: true, force: true })
else console.error(`the profiles are kept in ${folder}`)
process.exitCode = lost === 0 && damaged === 0 ? 0 : 1
