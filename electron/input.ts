import type { FileFilter, NoteTarget } from '../core/desktop.ts'

/** Validates input from the interface. Written by hand, so that main starts without loading a schema library. */

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

export function isFileFilters(value: unknown): value is FileFilter[] {
  return Array.isArray(value) && value.every(isFileFilter)
}

export function isNoteTarget(value: unknown): value is NoteTarget {
  if (typeof value !== 'object' || value === null) return false
  const { id, conference, session, keyMessage } = value as Partial<NoteTarget>
  return (
    isText(id) && isText(conference) && [session, keyMessage].every((guid) => guid === null || isText(guid))
  )
}

function isFileFilter(value: unknown): value is FileFilter {
  if (typeof value !== 'object' || value === null) return false
  const { name, extensions } = value as Partial<FileFilter>
  // An extension is added to the chosen path, so it must not lead to another folder.
  const isExtension = (extension: unknown) => isText(extension) && !/[/\\]/.test(extension)
  return isText(name) && Array.isArray(extensions) && extensions.every(isExtension)
}
