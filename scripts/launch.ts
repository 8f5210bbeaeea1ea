import { buildStale } from './build-parts.ts'
import { ensureDisplay } from './display.ts'
import { root } from './lib/paths.ts'
import { run } from './lib/run.ts'
import { prepareRuntime } from './prepare.ts'

/** Runs scripts that drive the app, one after the other, on a machine made ready for it. Stops at the first failure. */
export async function launch(scripts: readonly string[], args: readonly string[]): Promise<number> {
  await prepareRuntime()
  const display = await ensureDisplay()
  await buildStale()
  let code = 0
  for (const script of scripts) {
    if (code === 0)
      ({ code } = await run(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' }))
  }
  display?.stop()
  return code
}
