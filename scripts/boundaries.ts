import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  compareWithBaseline,
  findViolations,
  formatBaseline,
  lowerBaseline,
  parseBaseline,
  sortByCause,
} from './lib/boundaries.ts'
import { readSources } from './lib/imports.ts'
import { rooms } from './lib/layout.ts'
import { root } from './lib/paths.ts'
import { command, say } from './lib/say.ts'

const path = join(root, 'scripts', 'boundaries-baseline.txt')
const MOST_SHOWN = 20

// A step of `npm run check`. `node scripts/boundaries.ts --lower` takes out of the baseline what is no longer true;
// --record writes it anew, for commits that only move files.
await command(async () => {
  const found = findViolations(readSources(root, rooms))
  if (process.argv.includes('--record')) {
    writeFileSync(path, formatBaseline(found))
    return 0
  }
  let baseline = parseBaseline(readFileSync(path, 'utf8'))
  if (process.argv.includes('--lower')) {
    baseline = lowerBaseline(found, baseline)
    writeFileSync(path, formatBaseline(baseline))
  }
  const { added, gone } = compareWithBaseline(found, baseline)
  show('breaks the layout (docs/architecture.md)', sortByCause(added))
  show('is no longer true; run node scripts/boundaries.ts --lower', [...gone.keys()])
  return added.size + gone.size ? 1 : 0
})

function show(what: string, lines: readonly string[]): void {
  for (const line of lines.slice(0, MOST_SHOWN)) say(`${what}: ${line}`)
  if (lines.length > MOST_SHOWN) say(`${what}: and ${lines.length - MOST_SHOWN} more`)
}
