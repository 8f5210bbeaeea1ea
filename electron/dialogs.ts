import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { FileFilter, Grant } from '../core/desktop.ts'
import { filterFiles } from './documents/opened-paths.ts'
import { isFileFilters, isText } from './input.ts'
import type { Ipc } from './ipc.ts'
import type { StoreHost } from './store-host.ts'
import type { GrantMode, Origin } from './store-messages.ts'

/**
 * File dialogs. The interface gets a token for the chosen path; only the store learns the path itself.
 * @returns a function that makes such a token for a file that arrives without a dialog
 */
export function serveDialogs(ipc: Ipc, store: StoreHost): (path: string, origin?: Origin) => Promise<Grant> {
  const paths = new Map<string, string>()
  let lastFolder: string | null = null

  async function grant(path: string, mode: GrantMode, origin?: Origin): Promise<Grant> {
    const token = randomUUID()
    // The next dialog must not start in the folder of downloads, which the delegate does not know.
    if (!origin) lastFolder = dirname(path)
    paths.set(token, path)
    await store.grant(token, path, mode, origin)
    return { token, name: basename(path) }
  }

  ipc.handle('chooseSave', async (window: BrowserWindow, suggestedName, filters) => {
    if (!isText(suggestedName) || !isFileFilters(filters))
      throw new TypeError('chooseSave: expected a name and filters')
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: join(lastFolder ?? app.getPath('documents'), basename(suggestedName)),
      filters,
      properties: ['showOverwriteConfirmation', 'createDirectory'],
    })
    return canceled || !filePath ? null : grant(addExtension(filePath, filters), 'write')
  })
  ipc.handle('chooseOpen', async (window: BrowserWindow, filters) => {
    const [path] = await showOpenDialog(window, filters, ['openFile'])
    return path === undefined ? null : grant(path, 'read')
  })
  ipc.handle('chooseFolder', async (window: BrowserWindow) => {
    const [path] = await showOpenDialog(window, [], ['openDirectory'])
    return path === undefined ? null : grant(path, 'read')
  })
  // Only macOS has one dialog for files and folders; elsewhere such a dialog shows only folders.
  const fileDialogProperties =
    process.platform === 'darwin' ? (['openFile', 'openDirectory'] as const) : (['openFile'] as const)
  ipc.handle('chooseFiles', async (window: BrowserWindow, filters) => {
    const paths = await showOpenDialog(window, filters, [...fileDialogProperties, 'multiSelections'])
    // Keeps the paths of files that have vanished, so that reading them reports the error.
    const files = paths.flatMap((path) => (existsSync(path) ? filterFiles([path]) : [path]))
    return Promise.all(files.map((path) => grant(path, 'read')))
  })
  ipc.handle('chooseFilesOfFolder', async (window: BrowserWindow) => {
    const paths = await showOpenDialog(window, [], ['openDirectory'])
    return paths.length === 0 ? null : Promise.all(filterFiles(paths).map((path) => grant(path, 'read')))
  })
  async function showOpenDialog(
    window: BrowserWindow,
    filters: unknown,
    properties: ('openFile' | 'openDirectory' | 'multiSelections')[],
  ): Promise<string[]> {
    if (!isFileFilters(filters)) throw new TypeError('expected file filters')
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      ...(lastFolder ? { defaultPath: lastFolder } : {}),
      filters,
      properties,
    })
    return canceled ? [] : filePaths
  }
  ipc.handle('showInFolder', async (_window, token) => {
    const path = paths.get(String(token))
    if (path) shell.showItemInFolder(path)
  })
  return (path, origin) => grant(path, 'read', origin)
}

/**
 * On Linux the dialog does not add a missing extension. It is added here, unless that would overwrite another file without
 * asking.
 */
function addExtension(path: string, filters: FileFilter[]): string {
  const extensions = filters.flatMap((filter) => filter.extensions)
  const [defaultExtension] = extensions
  // The ".2" of "Report v1.2" is no file extension, since the filters do not contain it.
  const hasExtension = extensions.includes(extname(path).slice(1).toLowerCase())
  if (!defaultExtension || extensions.includes('*') || hasExtension) return path
  const completedPath = `${path}.${defaultExtension}`
  return existsSync(completedPath) ? path : completedPath
}
