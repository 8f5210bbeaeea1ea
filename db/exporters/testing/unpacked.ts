/** All that a file says, in its parts and in their names. */
import { strFromU8, unzipSync } from 'fflate'

export function unpacked(file: Uint8Array): string {
  if (file[0] !== 0x50 || file[1] !== 0x4b) return strFromU8(file)
  return Object.entries(unzipSync(file))
    .map(([name, part]) => `${name}\n${unpacked(part)}`)
    .join('\n')
}
