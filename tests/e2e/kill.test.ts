import { expect, test } from 'vitest'
import { runKillRounds } from './lib/kill-rounds.ts'
import { createTemporaryFolder } from './lib/test-app.ts'

/** `npm run soak` is the long run. */
const ROUNDS = Math.round(6 * Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1))
const CONCURRENT_APPS = 2

test(`${ROUNDS} × kill -9 during typing: no text reported as saved is lost`, {
  timeout: 1_200_000,
}, async () => {
  const profiles = await Promise.all(Array.from({ length: CONCURRENT_APPS }, createTemporaryFolder))
  let acknowledged = 0
  await runKillRounds({ first: 0, end: ROUNDS }, profiles, (result, round) => {
    expect(result.lost, `round ${round}`).toEqual([])
    expect(result.integrity, `round ${round}`).toBe('ok')
    expect(result.typed, `round ${round}: words typed before the kill`).toBeGreaterThan(5)
    acknowledged += result.acknowledged
  })
  expect(acknowledged, 'acknowledged words, over all rounds').toBeGreaterThan(ROUNDS * 10)
})
