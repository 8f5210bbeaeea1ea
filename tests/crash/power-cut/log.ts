/** Reads the recording of record.c: all operations of a process on the files in a folder, in order. */
import { readFileSync } from 'node:fs'

export type DiskOperation =
  /** A file or folder was opened, or created if missing. `isEmptied`: it was truncated. */
  | { kind: 'open' | 'open-folder'; inode: bigint; path: string; isEmptied: boolean }
  | { kind: 'write'; inode: bigint; offset: number; data: Buffer }
  | { kind: 'truncate'; inode: bigint; size: number }
  | { kind: 'sync'; inode: bigint }
  | { kind: 'rename' | 'link'; path: string; newPath: string }
  | { kind: 'remove' | 'make-folder'; path: string }

/** The length of the parts of a record before the path (record.c). */
const HEADER_BYTES = 25

export function readLog(file: string): DiskOperation[] {
  const log = readFileSync(file)
  const operations: DiskOperation[] = []
  let start = 0
  while (start < log.length) {
    const kind = String.fromCharCode(log.readUInt8(start))
    const inode = log.readBigUInt64LE(start + 1)
    const number = Number(log.readBigUInt64LE(start + 9))
    const pathEnd = start + HEADER_BYTES + log.readUInt32LE(start + 17)
    const end = pathEnd + log.readUInt32LE(start + 21)
    const path = log.toString('utf8', start + HEADER_BYTES, pathEnd)
    operations.push(toOperation(kind, inode, number, path, log.subarray(pathEnd, end)))
    start = end
  }
  return operations
}

function toOperation(kind: string, inode: bigint, number: number, path: string, data: Buffer): DiskOperation {
  switch (kind) {
    case 'o':
      return { kind: 'open', inode, path, isEmptied: number === 1 }
    case 'd':
      return { kind: 'open-folder', inode, path, isEmptied: false }
    case 'w':
      return { kind: 'write', inode, offset: number, data }
    case 't':
      return { kind: 'truncate', inode, size: number }
    case 's':
      return { kind: 'sync', inode }
    case 'r':
      return { kind: 'rename', path, newPath: data.toString() }
    case 'l':
      return { kind: 'link', path, newPath: data.toString() }
    case 'u':
      return { kind: 'remove', path }
    case 'm':
      return { kind: 'make-folder', path }
    default:
      throw new Error(`the log contains a record of the unknown kind ${kind}`)
  }
}
