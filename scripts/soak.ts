import { launch } from './launch.ts'
import { command } from './lib/say.ts'

// npm run soak [-- ARGUMENT…]: the long run of what e2e does in short.
await command(() => launch(['tests/e2e/soak.ts'], process.argv.slice(2)))
