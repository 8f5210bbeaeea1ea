import { launch } from './launch.ts'
import { command } from './lib/say.ts'

// npm run soak [-- ARGUMENT…]: a longer run of the kill test of npm run test:e2e.
await command(() => launch(['tests/e2e/soak.ts'], process.argv.slice(2)))
