/** The folder with which an organiser starts: a sample table, the description of the pack, a floor plan and instructions. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Reads the files one by one, since Node cannot copy a folder out of the app's archive. */
export function readPackTemplate(resources: string): { name: string; bytes: Uint8Array }[] {
  const folder = join(resources, 'assets', 'pack-template')
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
}
