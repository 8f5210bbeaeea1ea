import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { localCacheFolder, root } from './lib/paths.ts'
import type { Step } from './lib/steps.ts'

/** The script of a tool. This Node runs it, since the commands in node_modules/.bin are shell files on Windows. */
const getToolPath = (path: string) => join(root, 'node_modules', path)

/** The file in which the compiler keeps its incremental state for a project. */
const getBuildInfoFile = (project: string) =>
  join(localCacheFolder, 'types', `${project.replaceAll(/[^a-z]+/g, '-')}.tsbuildinfo`)

/** The steps of `npm run check`: the compiler for each project of the root tsconfig, the linter, and the boundaries. */
export function listCheckSteps(): Step[] {
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    references: { path: string }[]
  }
  return [
    ...references.map(({ path }) => ({
      name: `types of ${path}`,
      program: 'tsc',
      // The compiler checks only what changed since the last run.
      args: ['-p', path, '--pretty', 'false', '--incremental', '--tsBuildInfoFile', getBuildInfoFile(path)],
    })),
    {
      name: 'lint and format',
      program: process.execPath,
      args: [getToolPath('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '--max-diagnostics=50'],
    },
    { name: 'boundaries', program: process.execPath, args: [join('scripts', 'boundaries.ts')] },
  ]
}
