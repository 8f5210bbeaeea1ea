/** Runs work as an ordinary user, since root can write everywhere. */
import { chownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const NOBODY = 65_534

export function runAsOrdinaryUser<T>(work: () => T): T {
  if (process.getuid?.() !== 0) return work()
  process.seteuid?.(NOBODY)
  try {
    return work()
  } finally {
    process.seteuid?.(0)
  }
}

/** Gives a folder and its files to the user of runAsOrdinaryUser(). */
export function giveToOrdinaryUser(folder: string): void {
  if (process.getuid?.() !== 0) return
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const path of [folder, ...names.map((name) => join(folder, name))]) chownSync(path, NOBODY, NOBODY)
}
