import { app, buildStale, commandLine } from './build-parts.ts'
import { command } from './lib/script-output.ts'

await command(async () => {
  await buildStale({ force: true, parts: [...app, commandLine] })
  return 0
})
