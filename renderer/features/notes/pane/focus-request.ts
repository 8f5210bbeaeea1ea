import { startBuffering } from '../../../lib/key-buffer.ts'

let lastNumber = 0

/**
 * Buffers keys for the note that gets the cursor. `atEnd` moves the cursor to the note's end.
 * @returns a number greater than all before
 */
export function createFocusRequest({ atEnd = false } = {}): number {
  lastNumber += 1
  startBuffering({ atEnd })
  return lastNumber
}
