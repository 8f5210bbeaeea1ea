import { buildStale } from './build-parts.ts'
import { ensureDisplay } from './display.ts'
import { command } from './lib/say.ts'
import { prepareRuntime } from './prepare.ts'
import { runVitest } from './vitest.ts'

// npm run pictures: takes the pictures of the README anew, from the test that looks at every screen.
await command(async () => {
  await prepareRuntime()
  const display = await ensureDisplay()
  await buildStale()
  const { failed } = await runVitest('pictures', 'vitest.e2e.config.ts', ['screens', '-t', '1440'], {
    RAPPORTEUR_PICTURES: 'docs/pictures',
  })
  display?.stop()
  return failed ? 1 : 0
})
