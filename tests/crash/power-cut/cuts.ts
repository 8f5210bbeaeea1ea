/** Runs the workload once, cuts the power at many moments of it, and opens what is then on the disk with the real store. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listBackups } from '../../../db/maintenance/backup.ts'
import { verifyBackup } from '../../../db/maintenance/health.ts'
import { NoteId } from '../../../db/model.ts'
import { openStore } from '../../../db/open-store.ts'
import { migrationsIn } from '../../../db/store/migrate.ts'
import { openConnection } from '../../../db/store/open.ts'
import { createDisk, type Disk, type Survival, survivals } from './disk.ts'
import { type Deed, readLog } from './log.ts'
import { getText, noteIds } from './texts.ts'

export type Cuts = {
  /** What the workload did to the disk. */
  deeds: number
  syncs: number
  acknowledged: number
  /** Moments at which the power was cut, and disks that were opened: several can come out of one moment. */
  points: number
  disks: number
  /** What was wrong, each with when. Must be none. */
  problems: string[]
}

/** What the delegate was told up to a moment: the latest revision of each note, and that of each in the backup. */
type Told = {
  saved: Map<string, number>
  backedUp: Map<string, number>
  isRestoring: boolean
}

/** Linux with a C compiler only. `saves` for each of the four parts of the workload. */
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
    const deeds = recordWorkload(work, folder, resources, saves)
    return cutAt(deeds, { folder, points, resources, target: join(work, 'after') })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function recordWorkload(work: string, folder: string, resources: string, saves: number): Deed[] {
  const recorder = join(work, 'record.so')
  const log = join(work, 'deeds')
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
  execFileSync(
    process.execPath,
    [join(import.meta.dirname, 'workload.ts'), folder, resources, String(saves)],
    {
      env: { ...process.env, LD_PRELOAD: recorder, POWER_CUT_LOG: log, POWER_CUT_FOLDER: folder },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  return readLog(log)
}

type Options = { folder: string; points: number; resources: string; target: string }

function cutAt(deeds: Deed[], { folder, points, resources, target }: Options): Cuts {
  const disk = createDisk()
  const told: Told = { saved: new Map(), backedUp: new Map(), isRestoring: false }
  const random = randomFrom(2016)
  const problems: string[] = []
  let opened = 0
  let cut = 0
  let acknowledged = 0
  let acknowledgements: bigint | null = null
  for (const [index, deed] of deeds.entries()) {
    if (deed.kind === 'open' && deed.path.endsWith('/acknowledged')) acknowledgements = deed.inode
    else if (deed.kind === 'write' && deed.inode === acknowledgements) {
      listen(told, deed.data.toString().trim())
      acknowledged += 1
    } else disk.carryOut(deed)
    // Spread evenly: the next point is due when as large a part of the deeds is done.
    if ((index + 1) * points < (cut + 1) * deeds.length) continue
    cut += 1
    // Without anything unsynced, all survive alike.
    for (const survival of disk.pending() === 0 ? (['everything'] satisfies Survival[]) : survivals) {
      opened += 1
      rmSync(target, { recursive: true, force: true })
      mkdirSync(target)
      disk.writeOut(survival, random, (path) => path.replace(folder, target))
      for (const problem of look(target, resources, told)) {
        problems.push(`after deed ${index + 1} of ${deeds.length}, of the rest ${survival}: ${problem}`)
      }
    }
  }
  checkRecord(disk, folder, target)
  const syncs = deeds.filter(({ kind }) => kind === 'sync').length
  return { deeds: deeds.length, syncs, acknowledged, points: cut, disks: opened, problems }
}

/** The record is whole: with everything carried out, the files are as the workload left them. */
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
      throw new Error(`not all that was written to ${name} was recorded`)
  }
}

function listen(told: Told, line: string): void {
  const [first = '', second] = line.split(' ')
  if (second !== undefined) told.saved.set(first, Number(second))
  else if (first === 'backup') told.backedUp = new Map(told.saved)
  else if (first === 'restoring') told.isRestoring = true
  else {
    // What was there before is in a backup from now on; what counts is what came back.
    told.isRestoring = false
    told.saved = new Map(told.backedUp)
  }
}

function look(folder: string, resources: string, told: Told): string[] {
  const problems: string[] = []
  const store = openStore({ folder, resources })
  try {
    const { state, damage, problem } = store.lifecycle.status()
    if (state !== 'ready') return [`the store is ${state}: ${damage?.reason ?? problem?.message}`]
    const integrity = store.lifecycle.ready().connection.db.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') problems.push(`integrity_check: ${integrity}`)
    const found = (id: string) => {
      const note = store.call('notes.get', { id: NoteId.parse(id) })
      return note.ok ? note.value : null
    }
    const missing = missingFrom(told.saved, found)
    // While a restore is under way the earlier state may be there already; then the later one is in the backup made just before.
    const isRestored =
      told.isRestoring && missing.length > 0 && missingFrom(told.backedUp, found).length === 0
    if (!isRestored) problems.push(...missing)
    else if (!isSetAside(folder, told.saved)) problems.push('a restore has lost what it replaced')
    for (const id of noteIds) {
      const note = found(id)
      if (note && note.markdown !== getText(id, note.revision))
        problems.push(`revision ${note.revision} of ${id} has another text`)
    }
  } finally {
    store.close()
  }
  for (const { name } of listBackups(join(folder, 'backups'))) {
    try {
      verifyBackup(join(folder, 'backups', name), migrationsIn(resources).length)
    } catch (error) {
      problems.push(`backup ${name}: ${error}`)
    }
  }
  return problems
}

function missingFrom(
  saved: Map<string, number>,
  found: (id: string) => { revision: number } | null,
): string[] {
  return [...saved].flatMap(([id, revision]) => {
    const there = found(id)?.revision ?? 0
    return there < revision ? [`note ${id}: revision ${revision} was called saved, ${there} is there`] : []
  })
}

/** Whether one of the backups holds all of it. */
function isSetAside(folder: string, saved: Map<string, number>): boolean {
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

/** The same numbers in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}
