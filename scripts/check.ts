import { checkSteps } from './check-steps.ts'
import { root } from './lib/paths.ts'
import { command } from './lib/script-output.ts'
import { runSteps } from './lib/steps.ts'

await command(async () => ((await runSteps(checkSteps(), root)).failed ? 1 : 0))
