/** npm run soak [-- rounds]: kill -9 of the whole app while it types, again and again on one profile. Exits 1 if anything acknowledged was lost. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killRound } from './lib/kill-rounds.ts'

const rounds = Number(process.argv[2] ?? 200)
const profile = mkdtempSync(join(tmpdir(), 'rapporteur-soak-'))
let typed = 0
let acknowledged = 0
let lost = 0
let damaged = 0
for (let round = 0; round < rounds; round++) {
  const result = await killRound(profile, round)
  typed += result.typed
  acknowledged += result.acknowledged
  lost += result.lost.length
  if (result.integrity !== 'ok') damaged += 1
  if (result.lost.length > 0 || result.integrity !== 'ok') {
    console.error(
      `round ${round}: lost ${result.lost.join(' ') || 'nothing'}; integrity_check: ${result.integrity}`,
    )
  }
  if ((round + 1) % 10 === 0) {
    console.log(
      `${round + 1} kills: ${typed} words typed, ${acknowledged} acknowledged, ${lost} of them lost, ${damaged} times not ok`,
    )
  }
}
if (lost === 0 && damaged === 0) rmSync(profile, { recursive: true, force: true })
else console.error(`the profile is kept at ${profile}`)
process.exitCode = lost === 0 && damaged === 0 ? 0 : 1
