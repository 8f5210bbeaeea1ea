/** Runs the workload once, simulates a power cut at many of its moments, and opens each resulting disk with the real store. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listBackups } from '../../../db/maintenance/backup.ts'
import { verifyBackup } from '../../../db/maintenance/health.ts'
import { NoteId } from '../../../db/model.ts'
import { openStore } from '../../../db/open-store.ts'
import { listMigrations } from '../../../db/store/migrate.ts'
import { openConnection } from '../../../db/store/open.ts'
import { createRandom } from '../../random.ts'
import { createDisk, type Disk, listSurvivals } from './disk.ts'
import { type DiskOperation, readLog } from './log.ts'
import { getText, noteIds } from './texts.ts'

export type Cuts = {
  /** The number of disk operations of the workload. */
  operations: number
  syncs: number
  acknowledged: number
  /** The number of simulated power cuts, and of opened disks: one cut can result in several disks. */
  points: number
  disks: number
  /** The problems found, each with its moment. Must be empty. */
  problems: string[]
}

/** What the workload has acknowledged so far: the latest revision of each note, in the notebook and in the backup. */
type Acknowledged = {
  saved: Map<string, number>
  backedUp: Map<string, number>
  /** The workload has begun to restore the backup, and has not acknowledged the end. */
  isRestoring: boolean
}

/** Needs Linux with a C compiler. `saves`: the number of saves in each of the four parts of the workload. */
export function cutPower({
  points,
  saves,
  resources,
}: {
  points: number
  saves: number
  resources: string
}): Cuts {
  const work = mkdtempSync(join(tmpdir(), 'rapporteur-power-cut-'))
  try {
    const folder = join(work, 'profile')
    const operations = recordWorkload({
      work,
      folder,
      workload: 'workload.ts',
      arguments: [resources, String(saves)],
    })
    return cutAt(operations, { folder, points, resources, target: join(work, 'after') })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

type Recording = { work: string; folder: string; workload: string; arguments: string[] }

/** Runs the workload in a process whose disk operations are recorded. The process gets the folder, and then `arguments`. */
export function recordWorkload({
  work,
  folder,
  workload,
  arguments: otherArguments,
}: Recording): DiskOperation[] {
  const recorder = join(work, 'record.so')
  const log = join(work, 'operations')
  execFileSync('cc', [
    '-shared',
    '-fPIC',
    '-O1',
    '-o',
    recorder,
    join(import.meta.dirname, 'record.c'),
    '-ldl',
  ])
  mkdirSync(folder)
  execFileSync(process.execPath, [join(import.meta.dirname, workload), folder, ...otherArguments], {
    env: { ...process.env, LD_PRELOAD: recorder, POWER_CUT_LOG: log, POWER_CUT_FOLDER: folder },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return readLog(log)
}

type Options = { folder: string; points: number; resources: string; target: string }

function cutAt(operations: DiskOperation[], { folder, points, resources, target }: Options): Cuts {
  const disk = createDisk()
  const state: Acknowledged = { saved: new Map(), backedUp: new Map(), isRestoring: false }
  const random = createRandom(2016)
  const problems: string[] = []
  let openedDisks = 0
  let cuts = 0
  let acknowledged = 0
  /** The inode of the workload's file `acknowledged`, which is not on the simulated disk. */
  let acknowledgements: bigint | null = null
  for (const [index, operation] of operations.entries()) {
    if (operation.kind === 'open' && operation.path.endsWith('/acknowledged'))
      acknowledgements = operation.inode
    else if (operation.kind === 'write' && operation.inode === acknowledgements) {
      updateAcknowledged(state, operation.data.toString().trim())
      acknowledged += 1
    } else disk.perform(operation)
    // Spreads the cuts evenly over the operations.
    if ((index + 1) * points < (cuts + 1) * operations.length) continue
    cuts += 1
    for (const survival of listSurvivals(disk)) {
      openedDisks += 1
      rmSync(target, { recursive: true, force: true })
      mkdirSync(target)
      disk.writeOut(survival, random, (path) => path.replace(folder, target))
      for (const problem of findProblems(target, resources, state)) {
        problems.push(
          `after operation ${index + 1} of ${operations.length}, with unsynced data “${survival}”: ${problem}`,
        )
      }
    }
  }
  checkRecord(disk, folder, target)
  const syncs = operations.filter(({ kind }) => kind === 'sync').length
  return { operations: operations.length, syncs, acknowledged, points: cuts, disks: openedDisks, problems }
}

/** Checks that the recording is complete: applying all operations must give the files that the workload left. */
function checkRecord(disk: Disk, folder: string, target: string): void {
  rmSync(target, { recursive: true, force: true })
  disk.writeOut(
    'everything',
    () => 1,
    (path) => path.replace(folder, target),
  )
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (name === 'acknowledged' || statSync(path).isDirectory()) continue
    if (!readFileSync(path).equals(readFileSync(join(target, name))))
      throw new Error(`the recording of ${name} is incomplete`)
  }
}

/** Reads a line of the workload's file `acknowledged`. */
function updateAcknowledged(state: Acknowledged, line: string): void {
  const [first = '', second] = line.split(' ')
  if (second !== undefined) state.saved.set(first, Number(second))
  else if (first === 'backup') state.backedUp = new Map(state.saved)
  else if (first === 'restoring') state.isRestoring = true
  else {
    // The earlier state is in a backup, so from now on only the restored state counts.
    state.isRestoring = false
    state.saved = new Map(state.backedUp)
  }
}

function findProblems(folder: string, resources: string, acknowledged: Acknowledged): string[] {
  const problems: string[] = []
  const store = openStore({ folder, resources })
  try {
    const { state, damage, problem } = store.lifecycle.status()
    if (state !== 'ready') return [`the store is ${state}: ${damage?.reason ?? problem?.message}`]
    const integrity = store.lifecycle.ready().connection.db.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') problems.push(`integrity_check: ${integrity}`)
    const findNote = (id: string) => {
      const note = store.call('notes.get', { id: NoteId.parse(id) })
      return note.ok ? note.value : null
    }
    const missing = findMissing(acknowledged.saved, findNote)
    // During a restore the database may already be in the restored state. The latest state is then in the backup that was made just before.
    const isRestored =
      acknowledged.isRestoring &&
      missing.length > 0 &&
      findMissing(acknowledged.backedUp, findNote).length === 0
    if (!isRestored) problems.push(...missing)
    else if (!isBackedUp(folder, acknowledged.saved))
      problems.push('the state before the restore is in no backup')
    for (const id of noteIds) {
      const note = findNote(id)
      if (note && note.markdown !== getText(id, note.revision))
        problems.push(`revision ${note.revision} of ${id} has another text`)
    }
  } finally {
    store.close()
  }
  for (const { name } of listBackups(join(folder, 'backups'))) {
    try {
      verifyBackup(join(folder, 'backups', name), listMigrations(resources).length)
    } catch (error) {
      problems.push(`backup ${name}: ${error}`)
    }
  }
  return problems
}

function findMissing(
  saved: Map<string, number>,
  findNote: (id: string) => { revision: number } | null,
): string[] {
  return [...saved].flatMap(([id, revision]) => {
    const stored = findNote(id)?.revision ?? 0
    return stored < revision
      ? [`note ${id}: revision ${revision} was acknowledged, but revision ${stored} is stored`]
      : []
  })
}

/** Whether one of the backups contains all of these revisions. */
function isBackedUp(folder: string, saved: Map<string, number>): boolean {
  return listBackups(join(folder, 'backups')).some(({ name }) => {
    const { sql, close } = openConnection(join(folder, 'backups', name))
    const revisions = new Map(
      sql<{ uuid: string; revision: number }>('SELECT uuid, revision FROM note')
        .all()
        .map(({ uuid, revision }) => [uuid, revision]),
    )
    close()
    return [...saved].every(([id, revision]) => (revisions.get(id) ?? 0) >= revision)
  })
}
