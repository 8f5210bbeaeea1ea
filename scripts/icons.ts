import { join } from 'node:path'
import { ensureDisplay } from './display.ts'
import { root } from './lib/paths.ts'
import { runOrThrow } from './lib/run.ts'
import { runScript } from './lib/script-output.ts'
import { prepareRuntime } from './prepare.ts'

// Renders the icon's PNG files from assets/icons/icon.svg. They are committed, so this is needed only after changing the icon.
await runScript(async () => {
  const { executable, flags } = await prepareRuntime()
  const display = await ensureDisplay()
  const icons = join(root, 'assets', 'icons')
  const targets = [512, 1024].map((size) => join(icons, `icon-${size}.png`))
  await runOrThrow(executable, [
    join(root, 'scripts', 'icons'),
    ...flags,
    '--',
    join(icons, 'icon.svg'),
    ...targets,
  ])
  display?.stop()
  return 0
})
