/** A real but small disk in memory that can be filled. */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type SmallDisk = {
  folder: string
  /** `fill` uses all space; `makeRoom` frees it. */
  fill(): void
  makeRoom(): void
  remove(): void
}

/** Linux only. Root mounts a disk; in a container that forbids this, the shared-memory disk is used. */
export function createSmallDisk(megabytes: number): SmallDisk {
  const mounted = mkdtempSync(join(tmpdir(), 'rapporteur-small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', mounted], { stdio: 'ignore' })
    return createDiskAt(mounted, () => {
      execFileSync('umount', ['--lazy', mounted])
      rmSync(mounted, { recursive: true })
    })
  } catch {
    rmSync(mounted, { recursive: true })
    const shared = mkdtempSync('/dev/shm/rapporteur-small-disk-')
    if (getFreeBytes(shared) > 2 ** 30)
      throw new Error('/dev/shm has more than 1 GB, and no small disk can be mounted')
    return createDiskAt(shared, () => rmSync(shared, { recursive: true, force: true }))
  }
}

function createDiskAt(folder: string, remove: () => void): SmallDisk {
  const filler = join(folder, 'something-large')
  return {
    folder,
    fill() {
      const file = openSync(filler, 'a')
      for (const size of [1 << 20, 1 << 12, 1]) while (write(file, Buffer.alloc(size))) {}
      closeSync(file)
    },
    makeRoom: () => rmSync(filler, { force: true }),
    remove,
  }
}

/** @returns false if there was not enough space */
function write(file: number, data: Buffer): boolean {
  try {
    return writeSync(file, data) === data.length
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}

function getFreeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
