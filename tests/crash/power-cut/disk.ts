/**
 * Simulates a disk with a volatile cache (fsync(2)). A write is durable only after a sync of the file; creating, renaming or removing a
 * name only after a sync of the folder. Anything unsynced may be lost or kept.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DiskOperation } from './log.ts'

/** The smallest part of a write that is lost or kept as a whole. */
const SECTOR_BYTES = 512

/** A write at an offset, or a new size of the file. */
type Change = { offset: number; data: Buffer } | { size: number }
type File = { durable: Buffer; pending: Change[] }
type NameChange = { folder: string; apply: (names: Map<string, File>) => void }

/** Which unsynced operations survive the power cut. */
const survivals = ['nothing', 'everything', 'some', 'half of the sectors'] as const
type Survival = (typeof survivals)[number]

/** The cases that differ at this moment: if nothing is unsynced, all give the same disk. */
export function listSurvivals(disk: Disk): readonly Survival[] {
  return disk.countPending() === 0 ? ['everything'] : survivals
}

export type Disk = {
  perform(operation: DiskOperation): void
  /** The number of unsynced names and changes. */
  countPending(): number
  /** Creates the folders and files that a power cut at this moment would leave. `toRealPath` maps each recorded path to a real one. */
  writeOut(survival: Survival, random: () => number, toRealPath: (path: string) => string): void
}

export function createDisk(): Disk {
  const filesByInode = new Map<bigint, File>()
  const foldersByInode = new Map<bigint, string>()
  /** The names that the running process sees. */
  const names = new Map<string, File>()
  /** The names that are left after a power cut in any case. */
  const durableNames = new Map<string, File>()
  const createdFolders = new Set<string>()
  let nameChanges: NameChange[] = []

  function changeName(path: string, apply: NameChange['apply']): void {
    apply(names)
    nameChanges.push({ folder: dirname(path), apply })
  }

  function getFile(inode: bigint): File {
    const file = filesByInode.get(inode)
    if (!file) throw new Error(`inode ${inode} was never opened`)
    return file
  }

  function open(inode: bigint, path: string, isEmptied: boolean): void {
    const namedFile = names.get(path)
    const knownFile = filesByInode.get(inode)
    // The system reuses the numbers of removed files and folders.
    foldersByInode.delete(inode)
    if (!namedFile || namedFile !== knownFile) {
      const file: File = { durable: Buffer.alloc(0), pending: [] }
      filesByInode.set(inode, file)
      changeName(path, (nameMap) => nameMap.set(path, file))
    } else if (isEmptied) namedFile.pending.push({ size: 0 })
  }

  function sync(inode: bigint): void {
    const folder = foldersByInode.get(inode)
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
          return open(operation.inode, operation.path, operation.isEmptied)
        case 'open-folder':
          foldersByInode.set(operation.inode, operation.path.replace(/\/$/, ''))
          return
        case 'write':
          getFile(operation.inode).pending.push({ offset: operation.offset, data: operation.data })
          return
        case 'truncate':
          getFile(operation.inode).pending.push({ size: operation.size })
          return
        case 'sync':
          return sync(operation.inode)
        case 'rename':
          return changeName(operation.newPath, (nameMap) => {
            const file = nameMap.get(operation.path) ?? names.get(operation.newPath)
            if (file) nameMap.set(operation.newPath, file)
            nameMap.delete(operation.path)
          })
        case 'link': {
          const file = names.get(operation.path)
          if (file) changeName(operation.newPath, (nameMap) => nameMap.set(operation.newPath, file))
          return
        }
        case 'remove':
          return changeName(operation.path, (nameMap) => void nameMap.delete(operation.path))
        case 'make-folder':
          createdFolders.add(operation.path)
      }
    },
    countPending: () =>
      nameChanges.length + [...new Set(names.values())].reduce((sum, { pending }) => sum + pending.length, 0),
    writeOut(survival, random, toRealPath) {
      const survivingNames = new Map(durableNames)
      // Names become durable in order, since file systems keep a journal of them.
      const count = countSurvivors(nameChanges.length, survival, random)
      for (const change of nameChanges.slice(0, count)) change.apply(survivingNames)
      for (const folder of createdFolders) mkdirSync(toRealPath(folder), { recursive: true })
      for (const [path, file] of survivingNames) {
        mkdirSync(dirname(toRealPath(path)), { recursive: true })
        writeFileSync(toRealPath(path), getContent(file, survival, random))
      }
    },
  }
}

/** The number of unsynced changes of names that survive, counted from the first one. */
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
  let from = 0
  while (from < change.data.length) {
    const to = Math.min(change.data.length, from + SECTOR_BYTES - ((change.offset + from) % SECTOR_BYTES))
    if (random() < 0.5) sectors.push({ offset: change.offset + from, data: change.data.subarray(from, to) })
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
  const end = change.offset + change.data.length
  const next = Buffer.alloc(Math.max(content.length, end))
  content.copy(next)
  change.data.copy(next, change.offset)
  return next
}
