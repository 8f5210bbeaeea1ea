/** Files to be imported: chosen, dropped or opened by the system. The dialog (import-dialog.tsx) shows them one after the other. */
import { useSyncExternalStore } from 'react'
import type { Grant } from '../../core/desktop.ts'
import { call } from '../store.ts'

export type ImportQueue = {
  /** The one that is looked at first. */
  files: readonly Grant[]
  /** How many were done with since the dialog opened. */
  done: number
}

let queue: ImportQueue = { files: [], done: 0 }
const listeners = new Set<() => void>()

function set(next: ImportQueue): void {
  queue = next
  for (const listener of listeners) listener()
}

/** From the menu, the switcher, the library and the empty first screen. */
export async function importConference(): Promise<void> {
  const formats = await call('import.formats', {})
  importFiles(await window.desktop.chooseFiles(formats.map(({ name, extensions }) => ({ name, extensions }))))
}

export function importFiles(files: readonly Grant[]): void {
  set({ ...queue, files: [...queue.files, ...files] })
}

/** Whatever became of the first one. */
export function nextFile(): void {
  const [, ...files] = queue.files
  set(files.length === 0 ? { files, done: 0 } : { files, done: queue.done + 1 })
}

export function dropAllFiles(): void {
  set({ files: [], done: 0 })
}

export function useImportQueue(): ImportQueue {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => queue,
  )
}
