import { app, shell } from 'electron'
import { isText } from '../input.ts'
import type { Ipc } from '../ipc.ts'
import type { StoreHost } from '../store-host.ts'
import { getDocumentName } from './document-name.ts'
import { removeCopies, writeCopy } from './opened-documents.ts'

/** Opens documents in the system's programs, as copies in `folder` that last as long as the app runs. */
export function serveDocuments(ipc: Ipc, store: StoreHost, folder: string): void {
  removeCopies(folder)
  app.on('quit', () => removeCopies(folder))
  ipc.handle('openDocument', async (_window, sha256, title) => {
    if (!isText(sha256) || !/^[0-9a-f]{64}$/.test(sha256) || !isText(title)) {
      throw new TypeError('openDocument: expected a checksum and a title')
    }
    const content = await store.findFile(sha256)
    const name = content && getDocumentName(title, content.type)
    if (!content || !name) return 'missing'
    const problem = await shell.openPath(await writeCopy(folder, name, content.bytes))
    return problem === '' ? 'opened' : 'no-program'
  })
}
