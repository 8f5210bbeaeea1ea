import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test.each([
  ['fails', "throw new Error('no network')", 1],
  ['is done', 'return 0', 0],
])(
  'a command that %s has that exit code, even if a library changes it in an exit hook',
  (_, body, status) => {
    const script = `import { runScript } from ${JSON.stringify(join(import.meta.dirname, 'script-output.ts'))}
    process.on('beforeExit', () => process.exit(0))
    await runScript(async () => { ${body} })`
    const args = ['--input-type=module', '--eval', script]
    expect(spawnSync(process.execPath, args, { encoding: 'utf8' }).status).toBe(status)
  },
)
