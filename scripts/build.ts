import { appParts, buildOutdatedParts, commandLinePart } from './build-parts.ts'
import { runScript } from './lib/script-output.ts'

await runScript(async () => {
  await buildOutdatedParts({ force: true, parts: [...appParts, commandLinePart] })
  return 0
})
