import { launch } from './launch.ts'
import { runScript } from './lib/script-output.ts'

// npm run torture [-- ROW…]: damages a notebook in many ways, row by row, and checks what is left.
await runScript(() => launch(['tests/crash/torture/torture.ts'], process.argv.slice(2)))
