import { buildOutdatedParts } from './build-parts.ts'
import { ensureDisplay } from './display.ts'
import { root } from './lib/paths.ts'
import { run } from './lib/run.ts'
import { prepareRuntime } from './prepare.ts'

/**
 * Prepares this machine for scripts that drive the app, and runs them one after the other. Stops at the first failure. `onEnd` is called
 * with each script's output.
 */
export async function launchScripts(
  scripts: readonly string[],
  args: readonly string[],
  onEnd: (script: string, output: string) => void = () => {},
): Promise<number> {
  await prepareRuntime()
  const display = await ensureDisplay()
  await buildOutdatedParts()
  let code = 0
  for (const script of scripts) {
    if (code !== 0) break
    const finished = await run(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['inherit', 'pipe', 'inherit'],
      onOutput: (chunk) => process.stdout.write(chunk),
    })
    code = finished.code
    onEnd(script, finished.output)
  }
  display?.stop()
  return code
}
