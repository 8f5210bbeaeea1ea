/** Reads files of packages. The packaged app has the large ones compressed (scripts/package.ts), which take seven megabytes less. */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

export function readShipped(path: string): Uint8Array {
  const compressed = `${path}.gz`
  return existsSync(compressed) ? gunzipSync(readFileSync(compressed)) : readFileSync(path)
}
