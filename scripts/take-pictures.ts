import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildOutdatedParts } from './build-parts.ts'
import { ensureDisplay } from './display.ts'
import { root } from './lib/paths.ts'
import { runScript } from './lib/script-output.ts'
import { prepareRuntime } from './prepare.ts'
import { runVitest } from './vitest.ts'

// npm run pictures: runs the window tests that take a picture of every screen into dist/pictures, and updates those in docs/pictures.
await runScript(async () => {
  await prepareRuntime()
  const display = await ensureDisplay()
  await buildOutdatedParts()
  const taken = join('dist', 'pictures')
  mkdirSync(join(root, taken), { recursive: true })
  const { failed } = await runVitest(
    'pictures',
    'vitest.e2e.config.ts',
    ['screens', 'organisers', '-t', '1440|pictures'],
    {
      RAPPORTEUR_PICTURES: taken,
    },
  )
  display?.stop()
  if (failed) return 1
  const shown = join(root, 'docs', 'pictures')
  for (const name of readdirSync(shown)) copyFileSync(join(root, taken, name), join(shown, name))
  return 0
})
