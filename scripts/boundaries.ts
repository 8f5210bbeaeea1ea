import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { valuesFromStore } from './lib/boundaries.ts'
import { root } from './lib/paths.ts'
import { command, say } from './lib/say.ts'

await command(async () => {
  const files = globSync('renderer/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !/\.test\.tsx?$/.test(file),
  )
  const found = files.flatMap((file) =>
    valuesFromStore(readFileSync(join(root, file), 'utf8')).map((text) => `${file}: ${text}`),
  )
  for (const line of found) say(`only types may come from db/ (import type …): ${line}`)
  return found.length ? 1 : 0
})
