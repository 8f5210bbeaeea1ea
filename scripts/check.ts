import { listCheckSteps } from './check-steps.ts'
import { root } from './lib/paths.ts'
import { runScript } from './lib/script-output.ts'
import { runSteps } from './lib/steps.ts'

await runScript(async () => ((await runSteps(listCheckSteps(), root)).failed ? 1 : 0))
