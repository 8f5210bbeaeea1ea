/**
 * Carries by stick: each member has a folder. Somebody copies files between these folders in any order, some twice, some only in part.
 */
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { sha256 } from '../../../db/sharing/container.ts'
import type { RandomInteger } from '../../random.ts'
import type { Carrier, CarrierOptions, Host } from './carrier.ts'

export function startStick({ folder, hosts }: CarrierOptions): Carrier {
  const getFolder = ({ number }: Host) => {
    const own = join(folder, String(number))
    mkdirSync(own, { recursive: true })
    return own
  }
  const [first] = hosts
  if (!first) throw new Error('no members')
  return {
    getFolder,
    getBridge: () => getFolder(first),
    carry: async () => {},
    delayMs: 0,
    stop: async () => {},
  }
}

/** `owners`: devices whose files come from the folder `from`. `random`: null copies everything and makes no mistake. */
export function copyByStick(
  from: string,
  to: string,
  { owners, others }: { owners: readonly string[]; others: readonly string[] },
  random: RandomInteger | null,
): void {
  const list = (folder: string) =>
    globSync('rapporteur-*/*/*.age', { cwd: folder }).sort(() => (random ? random(3) - 1 : 0))
  for (const name of list(from)) {
    // Files that a device has removed are not copied back to it.
    if (!others.includes(getDevice(name))) copyFile(join(from, name), join(to, name), random)
  }
  // Copying a folder also removes the files that its owner removed.
  for (const name of list(to)) {
    const isRemoved = owners.includes(getDevice(name)) && !existsSync(join(from, name))
    if (isRemoved && (!random || random(2) === 0)) rmSync(join(to, name), { force: true })
  }
}

/** The mistakes of the person who copies. A third of the copies have none. */
const FAULTS: readonly string[] = ['forget', 'cut off', 'fill with zeros', 'duplicate']

const DUPLICATE = ' (1).age'

const getDevice = (name: string) => basename(dirname(name))

function copyFile(from: string, to: string, random: RandomInteger | null): void {
  if (isComplete(to)) return
  const bytes = readIfComplete(from)
  if (!bytes) return
  mkdirSync(dirname(to), { recursive: true })
  const fault = random && FAULTS[random(6)]
  if (fault === 'forget') return
  if (fault === 'cut off') writeFileSync(to, bytes.subarray(0, random?.(bytes.length)))
  else if (fault === 'fill with zeros')
    writeFileSync(to, Buffer.concat([bytes.subarray(0, bytes.length >> 1), Buffer.alloc(bytes.length >> 1)]))
  else copyFileSync(from, to)
  // Duplicates of duplicates would multiply in a long run.
  if (fault === 'duplicate' && !to.endsWith(DUPLICATE)) copyFileSync(from, `${to.slice(0, -4)}${DUPLICATE}`)
}

/** By path: the time of change of files that were found complete, so that they are not read again. */
const complete = new Map<string, number>()

function isComplete(path: string): boolean {
  const time = statSync(path, { throwIfNoEntry: false })?.mtimeMs
  return time !== undefined && (complete.get(path) === time || readIfComplete(path) !== null)
}

function readIfComplete(path: string): Buffer | null {
  try {
    const bytes = readFileSync(path)
    if (!basename(path).includes(sha256(bytes))) return null
    complete.set(path, statSync(path).mtimeMs)
    return bytes
  } catch {
    // The owner may have removed the file meanwhile.
    return null
  }
}
