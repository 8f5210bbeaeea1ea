/** A short version of `npm run soak -- delegation`. RAPPORTEUR_TEST_SIZE=10 makes it ten times as long. */
import { expect, test } from 'vitest'
import { copyPreparedProfile, createTempFolder } from '../../db/testing/temp-store.ts'
import { soak } from './soak-run.ts'

const size = Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)

test('delegates who are killed at any moment end with the same notes and stars, and outsiders with none', async () => {
  const { failures, counts } = await soak({
    folder: createTempFolder(),
    profiles: 4,
    edits: 300 * size,
    seed: 26,
    carriers: ['plain', 'stick'],
    concurrency: 2,
    hasNetwork: false,
    older: null,
    prepareProfile: copyPreparedProfile,
    log: () => {},
  })
  expect(failures).toEqual([])
  expect(counts.kills).toBeGreaterThan(0)
  expect(counts.tokens).toBeGreaterThan(150 * size)
}, 3_600_000)
