import { launch } from './launch.ts'
import { command } from './lib/say.ts'

// npm run torture [-- ROW…]: what can happen to a notebook, row by row, and what is there after it.
await command(() => launch(['tests/crash/torture/torture.ts'], process.argv.slice(2)))
