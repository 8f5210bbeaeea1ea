import { buildOutdatedParts } from './build-parts.ts'
import { ensureDisplay } from './display.ts'
import { runScript } from './lib/script-output.ts'
import { prepareRuntime } from './prepare.ts'
import { runVitest } from './vitest.ts'

// npm run pictures: updates the pictures of the README and of the guide for organisers, with the tests that open what they show.
await runScript(async () => {
  await prepareRuntime()
  const display = await ensureDisplay()
  await buildOutdatedParts()
  const { failed } = await runVitest(
    'pictures',
    'vitest.e2e.config.ts',
    ['screens', 'organisers', '-t', '1440|pictures'],
    {
      RAPPORTEUR_PICTURES: 'docs/pictures',
    },
  )
  display?.stop()
  return failed ? 1 : 0
})
