import { buildOutdatedParts } from './build-parts.ts'
import { ensureDisplays } from './display.ts'
import { runScript } from './lib/script-output.ts'
import { prepareRuntime } from './prepare.ts'
import { runVitest } from './vitest.ts'

// npm run axe: checks accessibility on every screen, in every language, and in light, dark and forced colours.
await runScript(async () => {
  await prepareRuntime()
  const displays = await ensureDisplays()
  await buildOutdatedParts()
  const { failed } = await runVitest(
    'e2e',
    'vitest.e2e.config.ts',
    ['tests/e2e/screens.test.ts', '--testNamePattern=axe finds nothing'],
    { ...displays.env, RAPPORTEUR_AXE: 'all' },
  )
  displays.stop()
  return failed ? 1 : 0
})
