import { buildOutdatedParts } from './build-parts.ts'
import { ensureDisplays } from './display.ts'
import { runScript } from './lib/script-output.ts'
import { prepareRuntime } from './prepare.ts'
import { installRussianData, requireReaders } from './runtime/system-packages.ts'
import { runVitest } from './vitest.ts'

// npm run test:e2e [-- FILE… or a Vitest flag]: tests the app in a real window.
await runScript(async () => {
  await prepareRuntime()
  await requireReaders()
  await installRussianData()
  const displays = await ensureDisplays()
  await buildOutdatedParts()
  const { failed } = await runVitest('e2e', 'vitest.e2e.config.ts', process.argv.slice(2), displays.env)
  displays.stop()
  return failed ? 1 : 0
})
