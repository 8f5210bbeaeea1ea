/** The long run is `npm run powercut`; this is a part of the same. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cutPower } from './cuts.ts'

const points = 20 * Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)

// What is recorded is what a process does to the files, by way of the dynamic linker of Linux.
test.runIf(process.platform === 'linux')(
  'after a power cut at any moment the database is sound, and every acknowledged edit is there',
  { timeout: 600_000 },
  () => {
    const cuts = cutPower({ points, saves: 20, resources: join(import.meta.dirname, '../../..') })
    expect(cuts.problems).toEqual([])
    expect(cuts.points).toBe(points)
    // Most moments lie between a write and its sync, so that several disks can come of them.
    expect(cuts.disks).toBeGreaterThan(2.5 * points)
    expect(cuts.acknowledged).toBe(4 * 20 + 3)
  },
)
