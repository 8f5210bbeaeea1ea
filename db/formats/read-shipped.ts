/** Reads files of npm packages. In the packaged app, large files are compressed (scripts/package.ts), which saves seven megabytes. */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

export function readShipped(path: string): Uint8Array {
  const compressed = `${path}.gz`
  return existsSync(compressed) ? gunzipSync(readFileSync(compressed)) : readFileSync(path)
}
