import { launchScripts } from './launch.ts'
import { runScript } from './lib/script-output.ts'

// npm run torture [-- NAME…]: damages a notebook in many ways, or only in those whose name contains NAME, and checks what is left.
await runScript(() => launchScripts(['tests/crash/torture/torture.ts'], process.argv.slice(2)))
