import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test.each([
  ['fails', "throw new Error('no network')", 1],
  ['is done', 'return 0', 0],
])('a command that %s exits so, whatever the hooks of a library say', (_, body, status) => {
  const script = `import { command } from ${JSON.stringify(join(import.meta.dirname, 'say.ts'))}
    process.on('beforeExit', () => process.exit(0))
    await command(async () => { ${body} })`
  const args = ['--input-type=module', '--eval', script]
  expect(spawnSync(process.execPath, args, { encoding: 'utf8' }).status).toBe(status)
})
