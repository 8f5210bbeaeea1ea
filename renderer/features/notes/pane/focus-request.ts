import { startBuffering } from '../../../lib/key-buffer.ts'

let latest = 0

/** @returns a number greater than all before. Also buffers keys for the note that gets the cursor; `atEnd` moves it to the note's end. */
export function createFocusRequest({ atEnd = false } = {}): number {
  latest += 1
  startBuffering(atEnd)
  return latest
}
