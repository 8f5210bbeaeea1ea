import { runScript } from './lib/script-output.ts'
import { installRussianData, requireReaders } from './runtime/system-packages.ts'
import { runVitest } from './vitest.ts'

// npm run test:unit [-- FILE… or a Vitest flag]
await runScript(async () => {
  await requireReaders()
  await installRussianData()
  return (await runVitest('unit', 'vitest.config.ts', process.argv.slice(2))).failed ? 1 : 0
})
