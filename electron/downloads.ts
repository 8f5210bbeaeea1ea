/** Downloads programmes for the interface, each time the delegate asks, from an address to which the delegate has agreed. */
import { app, type BrowserWindow } from 'electron'
import { getHost, parseAddress } from '../core/address.ts'
import type { Downloaded, Grant } from '../core/desktop.ts'
import { removeCopies, writeCopy } from './documents/opened-documents.ts'
import { isText } from './input.ts'
import { type Ipc, send } from './ipc.ts'
import type { Origin } from './store-messages.ts'
import type { ShellStateFile } from './windows/shell-state.ts'

/** More addresses than one person needs. If an older address is dropped, the delegate is only asked again. */
const MAX_ADDRESSES = 100

export type Downloads = {
  shellState: ShellStateFile
  /** Shows the address, and what a request to it reveals. Resolves to false if the delegate does not agree. */
  agree: (window: BrowserWindow, address: string) => Promise<boolean>
  /** The folder for the downloaded files, which last as long as the app runs. */
  folder: string
  grantRead: (path: string, origin: Origin) => Promise<Grant>
}

export function serveDownloads(ipc: Ipc, { shellState, agree, folder, grantRead }: Downloads): void {
  removeCopies(folder)
  app.on('quit', () => removeCopies(folder))
  ipc.handle('download', async (window, text, etag, sha256): Promise<Downloaded> => {
    const address = isText(text) ? parseAddress(text) : null
    if (address === null || !isTextOrNull(etag) || !isTextOrNull(sha256)) {
      throw new TypeError('download: expected an https address, an entity tag and a checksum')
    }
    const agreedAddresses = shellState.state.addresses
    if (!agreedAddresses.includes(address)) {
      if (!(await agree(window, address))) return { kind: 'cancelled' }
      shellState.save({ addresses: [address, ...agreedAddresses].slice(0, MAX_ADDRESSES) })
    }
    // Loaded on demand, because most starts need no network code.
    const { download } = await import('../net/download.ts')
    send(window, 'request', getHost(address))
    const answer = await download({ address, etag, sha256 })
    if (answer.kind !== 'file') return answer
    const path = await writeCopy(folder, answer.name, answer.bytes)
    const origin = { address, etag: answer.etag, sha256: answer.sha256 }
    return { kind: 'file', file: await grantRead(path, origin) }
  })
}

const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value)
