/**
 * npm run powercut [-- points]: simulates power cuts at this many moments of a workload. Exits with 1 if anything acknowledged was lost.
 */
import { resolve } from 'node:path'
import { cutPower } from './cuts.ts'

const points = Number(process.argv[2] ?? 500)
const cuts = cutPower({ points, saves: 60, resources: resolve(import.meta.dirname, '../../..') })
for (const problem of cuts.problems) console.error(problem)
console.log(
  `${cuts.points} power cuts among ${cuts.operations} writes, syncs and renamings (${cuts.syncs} syncs), ${cuts.disks} disks opened, ` +
    `${cuts.acknowledged} acknowledgements: ${cuts.problems.length} problems`,
)
process.exitCode = cuts.problems.length === 0 ? 0 : 1
