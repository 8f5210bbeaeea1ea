/** Lists the components of the runtime for the SBOM, with the versions that the runtime reports itself. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/paths.ts'
import { runOrThrow } from '../lib/run.ts'
import type { RuntimeComponent } from '../sbom.ts'

/** @param executable an Electron that can run as Node; call before its fuses are set */
export async function findComponents(executable: string): Promise<RuntimeComponent[]> {
  // As in db/store/open.ts: a compiled binary takes the place of the prebuilt one, which crashes in an older Electron.
  const compiled = join(root, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node')
  const options = JSON.stringify(existsSync(compiled) ? { nativeBinding: compiled } : {})
  const script = `
    const Database = require('better-sqlite3')
    const { sqlite } = new Database(':memory:', ${options}).prepare('SELECT sqlite_version() AS sqlite').get()
    process.stdout.write(JSON.stringify({ ...process.versions, sqlite }))`
  const output = await runOrThrow(executable, ['-e', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ELECTRON_RUN_AS_NODE: '1' },
  })
  const { electron, chrome, node, v8, sqlite } = JSON.parse(output)
  return [
    ['Electron', electron, 'MIT', `pkg:github/electron/electron@v${electron}`],
    ['Chromium', chrome, 'BSD-3-Clause', `pkg:generic/chromium@${chrome}`],
    ['Node.js', node, 'MIT', `pkg:github/nodejs/node@v${node}`],
    ['V8', v8, 'BSD-3-Clause', `pkg:generic/v8@${v8}`],
    ['SQLite', sqlite, 'blessing', `pkg:generic/sqlite@${sqlite}`],
  ].map(([name = '', version = '', licence = '', purl = '']) => ({ name, version, licence, purl }))
}
