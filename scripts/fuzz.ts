import { runScript } from './lib/script-output.ts'
import { runVitest } from './vitest.ts'

/** The number of runs for each importer in `npm test` (db/import/generated.test.ts). */
const RUNS_OF_SIZE_ONE = 200

// npm run fuzz [-- FORMAT [RUNS]]: generated and damaged files for each importer, or for one of them (its id, such as csv).
await runScript(async () => {
  const [format = '', runs = '100000'] = process.argv.slice(2)
  const filter = format === '' ? [] : ['--testNamePattern', `^${format} `]
  const args = ['db/import/generated.test.ts', ...filter]
  const size = Number(runs) / RUNS_OF_SIZE_ONE
  const { failed } = await runVitest('fuzz', 'vitest.config.ts', args, { RAPPORTEUR_TEST_SIZE: String(size) })
  return failed ? 1 : 0
})
