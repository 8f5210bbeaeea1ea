/** What lies where in a profile folder. Users see these names: README, "Where your data lives". */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export type Profile = {
  folder: string
  database: string
  backups: string
  /** Damaged databases, each in a folder named by the time it was moved there. */
  damaged: string
  /** Present from the moment damage is found until the delegate has chosen what to do. */
  incident: string
  /** Holds db/migrations and assets/conferences; may lie inside an asar archive. */
  resources: string
}

export function profileIn(folder: string, resources: string): Profile {
  return {
    folder,
    database: join(folder, 'rapporteur.db'),
    backups: join(folder, 'backups'),
    damaged: join(folder, 'damaged'),
    incident: join(folder, 'damage.json'),
    resources,
  }
}

/** A database is up to three files; the last two exist while it is open or after a crash. */
export function databaseFiles(database: string): string[] {
  return [database, `${database}-wal`, `${database}-shm`].filter((path) => existsSync(path))
}
