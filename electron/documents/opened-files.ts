import { app } from 'electron'
import type { Grant } from '../../core/desktop.ts'
import type { Ipc } from '../ipc.ts'
import { filterFiles, findFileArguments } from './opened-paths.ts'

/**
 * Receives files that come without a dialog: from the command line, a second start, the system (macOS) or a drop on the window.
 * They wait until the interface asks for them. Call before 'ready', because macOS may send files that early.
 */
export function receiveFiles(): {
  receive(paths: readonly string[]): void
  /** @returns the arguments with which the app starts again: the switches of this start, and the files that still wait */
  getRestartArguments(): string[]
  serve(ipc: Ipc, grantRead: (path: string) => Promise<Grant>, onFiles: () => void): void
} {
  // The interface asks once by itself, and needs no notification before that.
  let notify = () => {}
  const args = process.argv.slice(1)
  const waitingPaths = findFileArguments(args, process.cwd())
  const receive = (paths: readonly string[]) => {
    if (paths.length === 0) return
    waitingPaths.push(...paths)
    notify()
  }
  app.on('second-instance', (_event, otherArguments, workingFolder) =>
    receive(findFileArguments(otherArguments.slice(1), workingFolder)),
  )
  app.on('open-file', (event, path) => {
    event.preventDefault()
    receive(filterFiles([path]))
  })
  return {
    receive,
    getRestartArguments: () => [
      ...args.filter((argument) => findFileArguments([argument], process.cwd()).length === 0),
      ...waitingPaths,
    ],
    serve(ipc, grantRead, onFiles) {
      notify = onFiles
      ipc.on('dropped', (_window, paths) => {
        if (Array.isArray(paths)) receive(filterFiles(paths.map(String)))
      })
      ipc.handle('takeOpened', () => Promise.all(waitingPaths.splice(0).map((path) => grantRead(path))))
    },
  }
}
