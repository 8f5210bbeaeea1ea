import { buildStale } from './build-parts.ts'
import { command } from './lib/say.ts'

await command(async () => {
  await buildStale({ force: true })
  return 0
})
