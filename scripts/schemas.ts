import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packSchemas } from '../db/packs/schema.ts'
import { getJsonExportSchema } from '../db/sharing/bundle.ts'
import { root } from './lib/paths.ts'
import { runOrThrow } from './lib/run.ts'
import { runScript } from './lib/script-output.ts'

// npm run schemas: writes the published schemas (docs/*.schema.json) and db/store/schema.sql from the code.
await runScript(async () => {
  const schemas = { ...packSchemas, 'json-format.schema.json': getJsonExportSchema() }
  const files = Object.entries(schemas).map(([name, schema]) => {
    const file = join(root, 'docs', name)
    writeFileSync(file, escapeInvisible(JSON.stringify(schema, null, 2)))
    return file
  })
  const getToolPath = (...path: string[]) => join(root, 'node_modules', ...path)
  await runOrThrow(
    process.execPath,
    [getToolPath('@biomejs/biome/bin/biome'), 'format', '--write', ...files],
    {
      cwd: root,
    },
  )
  const vitest = [
    'run',
    '--config=vitest.config.ts',
    'db/store/migrate.test.ts',
    '--testNamePattern=schema.sql',
    '--update',
  ]
  await runOrThrow(process.execPath, [getToolPath('vitest/vitest.mjs'), ...vitest], { cwd: root })
  return 0
})

/** Escapes all characters beyond ASCII, some of which are invisible, so that the patterns in the schemas are readable. */
function escapeInvisible(json: string): string {
  return json.replace(/[^\x20-\x7e\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
