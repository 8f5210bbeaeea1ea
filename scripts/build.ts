import { app, buildOutdatedParts, commandLine } from './build-parts.ts'
import { runScript } from './lib/script-output.ts'

await runScript(async () => {
  await buildOutdatedParts({ force: true, parts: [...app, commandLine] })
  return 0
})
