import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, shell } from 'electron'
import { documentName } from './document-name.ts'
import { isText } from './input.ts'
import type { Ipc } from './ipc.ts'
import type { StoreHost } from './store-host.ts'

/** Documents of a conference pack in the system's own programs: as copies, which the system's tidying of temporary files ends. */
export function serveDocuments(ipc: Ipc, store: StoreHost): void {
  ipc.handle('openDocument', async (_window, sha256, title) => {
    if (!isText(sha256) || !/^[0-9a-f]{64}$/.test(sha256) || !isText(title)) {
      throw new TypeError('openDocument: a checksum and a title')
    }
    const content = await store.picture(sha256)
    const name = content && documentName(title, content.type)
    if (!content || !name) return 'missing'
    const folder = join(app.getPath('temp'), `rapporteur-${sha256.slice(0, 16)}`)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, name)
    await writeFile(path, content.bytes)
    const problem = await shell.openPath(path)
    return problem === '' ? 'opened' : 'no-program'
  })
}
