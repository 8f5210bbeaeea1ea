import { runScript } from './lib/script-output.ts'
import { prepareRuntime } from './prepare.ts'

// Prints only the path of the Electron executable on stdout:
// `$(npm run -s electron:path) . --user-data-dir=DIR` starts the app.
await runScript(async () => {
  const { executable } = await prepareRuntime()
  process.stdout.write(`${executable}\n`)
  return 0
})
