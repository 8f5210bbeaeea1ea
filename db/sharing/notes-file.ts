/** Recognises a file of notes by its first bytes, whatever its name, so that it is not read as a programme. */

import { takeBeginning } from '../formats/decode.ts'
import { isFolder } from '../import/preview/folder.ts'
import { readBeginning } from '../store/chosen-file.ts'
import { isAgeFile } from './age-header.ts'

const BEGINNING_BYTES = 1024

export function isNotesFile(path: string): boolean {
  if (isFolder(path)) return false
  const start = readBeginning(path, BEGINNING_BYTES)
  const beginning = takeBeginning(start)
  return (
    isAgeFile(start) ||
    beginning.startsWith('rapporteur-bundle/') ||
    /^\{\s*"format"\s*:\s*"rapporteur-bundle"/.test(beginning)
  )
}
