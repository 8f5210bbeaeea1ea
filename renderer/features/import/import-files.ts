/** The files to import: chosen, dropped or opened by the system. The dialog (import-dialog.tsx) shows them one after the other. */
import i18next from 'i18next'
import type { FileFilter, Grant } from '../../../core/desktop.ts'
import type { Output } from '../../../db/contract/index.ts'
import { createStore } from '../../lib/create-store.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { buildRoute, go } from '../../lib/router.ts'
import { call, StoreError } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'
import { cardExtensions, offerCardFiles } from '../contacts/index.ts'
import { discardReadAhead, readAhead } from './import-reading.ts'
import { offerBundle } from './offered-bundle.ts'

export type ImportQueue = {
  /** The first file is shown. */
  files: readonly Grant[]
  /** The number of files completed since the dialog opened. */
  done: number
}

const queue = createStore<ImportQueue>({ files: [], done: 0 })

/** Called from the menu, the switcher, the library and the empty first screen. */
export async function importConference(): Promise<void> {
  try {
    const formats = await call('import.formats', {})
    const filters = formats.map(({ name, extensions }) => ({ name, extensions }))
    await openFiles(await window.desktop.chooseFiles([...filters, getNotesFilter(), createCardFilter()]))
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    announce(getErrorText(error))
  }
}

/** Starts the thread that reads files while the delegate is still choosing or dragging a file. */
export function prepareImport(): void {
  // If this fails, the file is read all the same, only later.
  call('import.formats', {}).catch(() => {})
}

/** On macOS the file dialog shows folders too, so it needs no folder dialog. */
export const hasFolderDialog = window.desktop.platform !== 'darwin'

export async function importFolder(): Promise<void> {
  prepareImport()
  const files = await window.desktop.chooseFilesOfFolder()
  if (files?.length === 0) announce(i18next.t('import.emptyFolder'))
  else if (files) await openFiles(files)
}

/** Shows programmes in the dialog one after the other, files of notes on the sharing page, and cards with the contacts. */
export async function openFiles(files: readonly Grant[]): Promise<void> {
  const kindCalls = files.map(({ token }) => getKind(token))
  // Reads the first file at once, which is most likely a programme, without waiting for its kind.
  if (files[0] && queue.get().files.length === 0) readAhead(files[0])
  const kinds = await Promise.all(kindCalls)
  const programmes = files.filter((_, index) => kinds[index] === 'programme')
  const [notes, ...others] = files.filter((_, index) => kinds[index] === 'notes')
  const { files: queued, done } = queue.get()
  queue.set({ files: [...queued, ...programmes], done })
  const cards = files.filter((_, index) => kinds[index] === 'people')
  for (const file of cards) discardReadAhead(file)
  offerCardFiles(cards)
  if (!notes) return
  discardReadAhead(notes)
  offerBundle(notes)
  go(buildRoute('sharing'))
  if (others.length > 0) announce(i18next.t('sharing.oneByOne', { count: others.length }))
}

/** @returns the kind of a file. An unreadable file counts as a programme, so that the dialog shows the error */
async function getKind(grant: string): Promise<Output<'import.kind'>> {
  try {
    return await call('import.kind', { grant })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return 'programme'
  }
}

function createCardFilter(): FileFilter {
  return { name: i18next.t('contacts.cardFiles'), extensions: cardExtensions }
}

/** Includes JSON, since the JSON export writes it. */
export function getNotesFilter(): FileFilter {
  return { name: i18next.t('sharing.fileType'), extensions: ['rapporteur', 'age', 'json'] }
}

/** Removes the first file from the queue, whether or not it was imported, and shows the next. */
export function openNextFile(): void {
  const { files, done } = queue.get()
  const remaining = files.slice(1)
  queue.set({ files: remaining, done: remaining.length === 0 ? 0 : done + 1 })
}

export function discardAllFiles(): void {
  queue.set({ files: [], done: 0 })
}

export const useImportQueue = (): ImportQueue => queue.use()
