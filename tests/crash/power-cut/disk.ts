/**
 * Simulates a disk with a volatile cache (fsync(2)). A write is durable only after a sync of the file; creating, renaming or removing a
 * name only after a sync of the folder. Anything unsynced may be lost or kept.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DiskOperation } from './log.ts'

/** The smallest part of a write that is lost or kept as a whole. */
const SECTOR_BYTES = 512

type Change = { at: number; data: Buffer } | { size: number }
type File = { durable: Buffer; pending: Change[] }
type NameChange = { folder: string; apply: (names: Map<string, File>) => void }

/** Which unsynced operations survive the power cut. */
export const survivals = ['nothing', 'everything', 'some', 'half of the sectors'] as const
export type Survival = (typeof survivals)[number]

export type Disk = {
  perform(operation: DiskOperation): void
  /** The number of unsynced names and changes. */
  countPending(): number
  /** Creates the folders and files that a power cut at this moment would leave. `place` maps each recorded path to a real one. */
  writeOut(survival: Survival, random: () => number, place: (path: string) => string): void
}

export function createDisk(): Disk {
  const byInode = new Map<bigint, File>()
  const folders = new Map<bigint, string>()
  /** The names that the running process sees, and those that are durable. */
  const names = new Map<string, File>()
  const durableNames = new Map<string, File>()
  const createdFolders = new Set<string>()
  let nameChanges: NameChange[] = []

  function changeName(path: string, apply: NameChange['apply']): void {
    apply(names)
    nameChanges.push({ folder: dirname(path), apply })
  }

  function getFile(inode: bigint): File {
    const file = byInode.get(inode)
    if (!file) throw new Error(`inode ${inode} was never opened`)
    return file
  }

  function open(inode: bigint, path: string, emptied: boolean): void {
    const there = names.get(path)
    const known = byInode.get(inode)
    // The system reuses the numbers of removed files and folders.
    folders.delete(inode)
    if (!there || there !== known) {
      const file: File = { durable: Buffer.alloc(0), pending: [] }
      byInode.set(inode, file)
      changeName(path, (set) => set.set(path, file))
    } else if (emptied) there.pending.push({ size: 0 })
  }

  function sync(inode: bigint): void {
    const folder = folders.get(inode)
    if (folder !== undefined) {
      for (const change of nameChanges.filter((change) => change.folder === folder))
        change.apply(durableNames)
      nameChanges = nameChanges.filter((change) => change.folder !== folder)
      return
    }
    const file = getFile(inode)
    file.durable = file.pending.reduce(applyChange, file.durable)
    file.pending = []
  }

  return {
    perform(operation) {
      switch (operation.kind) {
        case 'open':
          return open(operation.inode, operation.path, operation.emptied)
        case 'open-folder':
          folders.set(operation.inode, operation.path.replace(/\/$/, ''))
          return
        case 'write':
          getFile(operation.inode).pending.push({ at: operation.at, data: operation.data })
          return
        case 'truncate':
          getFile(operation.inode).pending.push({ size: operation.size })
          return
        case 'sync':
          return sync(operation.inode)
        case 'rename':
          return changeName(operation.to, (set) => {
            const file = set.get(operation.path) ?? names.get(operation.to)
            if (file) set.set(operation.to, file)
            set.delete(operation.path)
          })
        case 'link': {
          const file = names.get(operation.path)
          if (file) changeName(operation.to, (set) => set.set(operation.to, file))
          return
        }
        case 'remove':
          return changeName(operation.path, (set) => void set.delete(operation.path))
        case 'make-folder':
          createdFolders.add(operation.path)
      }
    },
    countPending: () =>
      nameChanges.length + [...new Set(names.values())].reduce((sum, { pending }) => sum + pending.length, 0),
    writeOut(survival, random, place) {
      const kept = new Map(durableNames)
      // Names become durable in order, since file systems keep a journal of them.
      const count = countSurvivors(nameChanges.length, survival, random)
      for (const change of nameChanges.slice(0, count)) change.apply(kept)
      for (const folder of createdFolders) mkdirSync(place(folder), { recursive: true })
      for (const [path, file] of kept) {
        mkdirSync(dirname(place(path)), { recursive: true })
        writeFileSync(place(path), getContent(file, survival, random))
      }
    },
  }
}

/** The number of unsynced changes of names that survive; the others, which came later, are lost. */
function countSurvivors(total: number, survival: Survival, random: () => number): number {
  if (survival === 'nothing') return 0
  if (survival === 'everything') return total
  return Math.floor(random() * (total + 1))
}

function getContent({ durable, pending }: File, survival: Survival, random: () => number): Buffer {
  switch (survival) {
    case 'nothing':
      return durable
    case 'everything':
      return pending.reduce(applyChange, durable)
    case 'some':
      return pending.slice(0, Math.floor(random() * (pending.length + 1))).reduce(applyChange, durable)
    default:
      return pending.flatMap((change) => pickSectors(change, random)).reduce(applyChange, durable)
  }
}

/** The sectors of a write that survive, in any combination. */
function pickSectors(change: Change, random: () => number): Change[] {
  if ('size' in change) return random() < 0.5 ? [change] : []
  const sectors: Change[] = []
  for (let from = 0; from < change.data.length; ) {
    const to = Math.min(change.data.length, from + SECTOR_BYTES - ((change.at + from) % SECTOR_BYTES))
    if (random() < 0.5) sectors.push({ at: change.at + from, data: change.data.subarray(from, to) })
    from = to
  }
  return sectors
}

function applyChange(content: Buffer, change: Change): Buffer {
  if ('size' in change) {
    const resized = Buffer.alloc(change.size)
    content.copy(resized)
    return resized
  }
  const end = change.at + change.data.length
  const next = Buffer.alloc(Math.max(content.length, end))
  content.copy(next)
  change.data.copy(next, change.at)
  return next
}
