import { expect, test } from 'vitest'
import { killRound } from './lib/kill-rounds.ts'
import { temporaryFolder } from './lib/testing.ts'

/** The long run is `npm run soak`. */
const ROUNDS = 15

test(`${ROUNDS} × kill -9 while it types: nothing that was called saved is lost`, async () => {
  const profile = await temporaryFolder()
  let acknowledged = 0
  for (let round = 0; round < ROUNDS; round++) {
    const result = await killRound(profile, round)
    expect(result.lost, `round ${round}`).toEqual([])
    expect(result.integrity, `round ${round}`).toBe('ok')
    expect(result.typed, `round ${round}: words typed before the kill`).toBeGreaterThan(5)
    acknowledged += result.acknowledged
  }
  expect(acknowledged, 'words called saved, over all rounds').toBeGreaterThan(ROUNDS * 10)
})
