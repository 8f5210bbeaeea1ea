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
    const memberFolder = join(folder, String(number))
    mkdirSync(memberFolder, { recursive: true })
    return memberFolder
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

/**
 * Copies the files of a folder to another one. Devices write their files into one of the two: `sourceDevices` into `source`, `targetDevices`
 * into `target`. If `random` is null, copies everything and makes no mistake.
 */
export function copyByStick(
  source: string,
  target: string,
  { sourceDevices, targetDevices }: { sourceDevices: readonly string[]; targetDevices: readonly string[] },
  random: RandomInteger | null,
): void {
  const list = (folder: string) =>
    globSync('rapporteur-*/*/*.age', { cwd: folder }).sort(() => (random ? random(3) - 1 : 0))
  for (const name of list(source)) {
    // Files that a device has removed are not copied back to it.
    if (!targetDevices.includes(getDevice(name))) copyFile(join(source, name), join(target, name), random)
  }
  // Copying a folder also removes the files that its owner removed.
  for (const name of list(target)) {
    const isRemoved = sourceDevices.includes(getDevice(name)) && !existsSync(join(source, name))
    if (isRemoved && (!random || random(2) === 0)) rmSync(join(target, name), { force: true })
  }
}

/** The mistakes of the person who copies. A third of the copies have none (copyFile). */
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

/** The times of change of files that were found complete, by path, so that they are not read again. */
const completeFiles = new Map<string, number>()

function isComplete(path: string): boolean {
  const time = statSync(path, { throwIfNoEntry: false })?.mtimeMs
  return time !== undefined && (completeFiles.get(path) === time || readIfComplete(path) !== null)
}

function readIfComplete(path: string): Buffer | null {
  try {
    const bytes = readFileSync(path)
    if (!basename(path).includes(sha256(bytes))) return null
    completeFiles.set(path, statSync(path).mtimeMs)
    return bytes
  } catch {
    // The owner may have removed the file meanwhile.
    return null
  }
}
