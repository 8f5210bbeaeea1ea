import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/paths.ts'
import type { Step } from './lib/steps.ts'

/** What `npm run check` runs: the compiler for each project of the root tsconfig, the linter, the boundaries. */
export function checkSteps(): Step[] {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    references: { path: string }[]
  }
  return [
    ...references.map(({ path }) => ({
      name: `types of ${path}`,
      program: 'tsc',
      args: ['-p', path, '--pretty', 'false'],
    })),
    { name: 'lint and format', program: 'biome', args: ['ci', '--colors=off', '--max-diagnostics=50'] },
    { name: 'boundaries', program: process.execPath, args: [join('scripts', 'boundaries.ts')] },
  ]
}
