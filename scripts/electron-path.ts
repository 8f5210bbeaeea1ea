import { command } from './lib/say.ts'
import { prepareRuntime } from './prepare.ts'

// Prints nothing but the path of the Electron executable on stdout:
// `$(npm run -s electron:path) . --user-data-dir=DIR` is the app.
await command(async () => {
  const { executable } = await prepareRuntime()
  process.stdout.write(`${executable}\n`)
  return 0
})
