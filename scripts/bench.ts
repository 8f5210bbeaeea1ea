import { globSync } from 'node:fs'
import { launch } from './launch.ts'
import { root } from './lib/paths.ts'
import { Advice, command } from './lib/say.ts'

// npm run bench [-- NAME]: every bench/*.ts, or the one of that name. What they share lies in folders below bench/.
await command(async () => {
  const [name, ...args] = process.argv.slice(2)
  const benches = globSync(`bench/${name ?? '*'}.ts`, { cwd: root, exclude: ['**/*.test.ts'] }).sort()
  if (benches.length === 0) throw new Advice(`there is no benchmark ${name ?? 'in bench/'}`)
  return launch(benches, args)
})
