import { join } from 'node:path'
import { launchScripts } from './launch.ts'
import { root } from './lib/paths.ts'
import { run } from './lib/run.ts'
import { runScript } from './lib/script-output.ts'
import { prepareRuntime } from './prepare.ts'

// npm run soak [-- ARGUMENT…]: a longer run of the kill test of npm run test:e2e.
// npm run soak -- delegation [ARGUMENT…]: a longer run of tests/soak/short-form.test.ts.
await runScript(async () => {
  const [kind, ...args] = process.argv.slice(2)
  if (kind !== 'delegation') return launchScripts(['tests/e2e/soak.ts'], process.argv.slice(2))
  await prepareRuntime()
  const script = join(root, 'tests', 'soak', 'long-form.ts')
  return (await run(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })).code
})
