/** A short run of `npm run powercut`. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cutPower } from './cuts.ts'

const points = 20 * Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)

// Recording uses the dynamic linker of Linux.
test.runIf(process.platform === 'linux')(
  'after a power cut at any moment the database is intact and has every acknowledged edit',
  { timeout: 600_000 },
  () => {
    const cuts = cutPower({ points, saves: 20, resources: join(import.meta.dirname, '../../..') })
    expect(cuts.problems).toEqual([])
    expect(cuts.points).toBe(points)
    // Most moments are between a write and its sync, so each gives several disks.
    expect(cuts.disks).toBeGreaterThan(2.5 * points)
    expect(cuts.acknowledged).toBe(4 * 20 + 3)
  },
)
