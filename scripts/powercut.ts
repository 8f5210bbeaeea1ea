import { join } from 'node:path'
import { root } from './lib/paths.ts'
import { run } from './lib/run.ts'
import { runScript } from './lib/script-output.ts'
import { prepareRuntime } from './prepare.ts'
import { requireCompiler } from './runtime/system-packages.ts'

// npm run powercut [-- points]: runs on Linux only, where writes to the disk can be recorded.
await runScript(async () => {
  await prepareRuntime()
  await requireCompiler()
  const script = join(root, 'tests', 'crash', 'power-cut', 'cut-power.ts')
  return (await run(process.execPath, [script, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }))
    .code
})
