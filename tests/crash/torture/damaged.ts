/** Damages the files of a closed notebook. */
import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createRandom } from '../../random.ts'
import { createFolder, getDatabasePath, getProfiles, makeCopy, open, readNotebook, save } from './notebook.ts'
import { getOutcome, type Outcome, type Row, sumOutcomes } from './outcome.ts'

const PAGE_BYTES = 4096
const FRAME_BYTES = 24 + PAGE_BYTES
const LOG_HEADER_BYTES = 32
const RANDOM_DAMAGES = 60

/** Damages a copy of the profile, and checks what the app finds in it. */
function testDamage(cause: string, profile: string, change: (database: string) => void): Outcome {
  const folder = makeCopy(profile)
  change(getDatabasePath(folder))
  const outcome = getOutcome(cause, getProfiles().acknowledged, readNotebook(folder))
  rmSync(folder, { recursive: true })
  return outcome
}

function overwrite(file: string, offset: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, offset)
  closeSync(handle)
}

/** Puts logs of other databases beside the notebook. */
function addForeignLogs(): Outcome {
  const { clean } = getProfiles()
  const other = new Database(join(createFolder(), 'other.db'))
  other.pragma('journal_mode = WAL')
  other.exec('CREATE TABLE bookmark (address TEXT); INSERT INTO bookmark VALUES (hex(randomblob(9000)))')
  const notebook = createFolder()
  const store = open(notebook)
  save(store, 'of another notebook', new Set())
  const logs = [`${other.name}-wal`, `${getDatabasePath(notebook)}-wal`]
  const outcomes = logs.map((log) =>
    testDamage('foreign log', clean, (database) => copyFileSync(log, `${database}-wal`)),
  )
  other.close()
  store.close()
  return sumOutcomes(outcomes)
}

function damageLog(): Outcome {
  const { crashed } = getProfiles()
  const frames = Math.floor(
    (statSync(`${getDatabasePath(crashed)}-wal`).size - LOG_HEADER_BYTES) / FRAME_BYTES,
  )
  const garbage = new Uint8Array(64).fill(0xa5)
  const changes: ((log: string) => void)[] = [
    (log) => overwrite(log, 0, new Uint8Array(LOG_HEADER_BYTES)),
    (log) => overwrite(log, LOG_HEADER_BYTES + Math.floor(frames / 2) * FRAME_BYTES + 500, garbage),
    (log) =>
      overwrite(log, LOG_HEADER_BYTES + Math.floor(frames / 3) * FRAME_BYTES, new Uint8Array(FRAME_BYTES)),
    (log) => truncateSync(log, LOG_HEADER_BYTES + frames * FRAME_BYTES - 1_000),
  ]
  return sumOutcomes(
    changes.map((change, index) =>
      testDamage(`damaged log ${index + 1}`, crashed, (database) => change(`${database}-wal`)),
    ),
  )
}

/**
 * Damages whole pages of the database, as disks do, and any bytes of its log, which has checksums. SQLite cannot detect a changed byte
 * within a page of the database.
 */
function damageAtRandom(): Outcome {
  const random = createRandom(17)
  const pickBelow = (limit: number) => Math.floor(random() * limit)
  const createGarbage = (length: number) => Uint8Array.from({ length }, () => pickBelow(256))
  const { clean, crashed } = getProfiles()
  const damages: Record<string, (database: string) => void> = {
    'garbage in a page': (file) =>
      overwrite(file, pickBelow(statSync(file).size / PAGE_BYTES) * PAGE_BYTES, createGarbage(PAGE_BYTES)),
    'zeros in pages': (file) =>
      overwrite(
        file,
        pickBelow(statSync(file).size / PAGE_BYTES) * PAGE_BYTES,
        new Uint8Array(PAGE_BYTES * (1 + pickBelow(4))),
      ),
    'cut short': (file) => truncateSync(file, pickBelow(statSync(file).size)),
    'garbage in the log': (file) => {
      const log = `${file}-wal`
      overwrite(log, pickBelow(statSync(log).size - 64), createGarbage(64))
    },
    'log cut short': (file) => truncateSync(`${file}-wal`, pickBelow(statSync(`${file}-wal`).size)),
    header: (file) => overwrite(file, pickBelow(100), createGarbage(8)),
    'page in another’s place': (file) => {
      const pages = statSync(file).size / PAGE_BYTES
      const from = pickBelow(pages) * PAGE_BYTES
      overwrite(file, pickBelow(pages) * PAGE_BYTES, readFileSync(file).subarray(from, from + PAGE_BYTES))
    },
    'garbage for a file': (file) => writeFileSync(file, createGarbage(PAGE_BYTES * 3)),
  }
  const names = Object.keys(damages)
  return sumOutcomes(
    Array.from({ length: RANDOM_DAMAGES }, (_, index) => {
      const name = names[index % names.length] ?? ''
      const isLogDamage = name.includes('log')
      const profile = isLogDamage || index % 3 === 0 ? crashed : clean
      return testDamage(`${name} (${index + 1})`, profile, (database) => damages[name]?.(database))
    }),
  )
}

export const damagedRows: Row[] = [
  { name: 'foreign log', run: addForeignLogs },
  { name: 'damaged log', run: damageLog },
  { name: `${RANDOM_DAMAGES} random damages`, run: damageAtRandom },
]
