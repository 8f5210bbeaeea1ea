/** Distinguishes a file of contacts (vCard) from a programme, by its name or its first bytes. */
import { extname } from 'node:path'
import { takeBeginning } from '../../formats/decode.ts'
import { readBeginning } from '../../store/chosen-file.ts'
import { isFolder } from './folder.ts'

const extensions = ['.vcf', '.vcard']

export function isVCardFile(path: string): boolean {
  if (isFolder(path)) return false
  return (
    extensions.includes(extname(path).toLowerCase()) ||
    /^BEGIN\s*:\s*VCARD\b/i.test(takeBeginning(readBeginning(path, 1024)))
  )
}
