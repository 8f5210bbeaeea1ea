import { app, buildStale, commandLine } from './build-parts.ts'
import { command } from './lib/say.ts'

await command(async () => {
  await buildStale({ force: true, parts: [...app, commandLine] })
  return 0
})
