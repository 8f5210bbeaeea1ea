/** Distinguishes notes from a programme by the first bytes of a file, whatever its name. */

import { takeBeginning } from '../formats/decode.ts'
import { isFolder } from '../import/preview/folder.ts'
import { readBeginning } from '../store/chosen-file.ts'
import { isAgeFile } from './age-header.ts'

const BEGINNING_BYTES = 1024

export function holdsNotes(path: string): boolean {
  if (isFolder(path)) return false
  const start = readBeginning(path, BEGINNING_BYTES)
  const beginning = takeBeginning(start)
  return (
    isAgeFile(start) ||
    beginning.startsWith('rapporteur-bundle/') ||
    /^\{\s*"format"\s*:\s*"rapporteur-bundle"/.test(beginning)
  )
}
