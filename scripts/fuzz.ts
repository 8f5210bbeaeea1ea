import { command } from './lib/say.ts'
import { runVitest } from './vitest.ts'

// npm run fuzz [-- FORMAT [RUNS]]: generated and damaged files for each importer, or for one of them (its id, such as csv).
await command(async () => {
  const [format = '', runs = '100000'] = process.argv.slice(2)
  const only = format === '' ? [] : ['--testNamePattern', `^${format} `]
  const args = ['db/importers/generated.test.ts', ...only]
  const { failed } = await runVitest('fuzz', 'vitest.config.ts', args, { IMPORT_RUNS: runs })
  return failed ? 1 : 0
})
