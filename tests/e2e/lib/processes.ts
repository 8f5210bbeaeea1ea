/** Lists and ends processes: on Linux with /proc, on macOS with ps, on Windows with its own tools. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ElectronApplication } from 'playwright-core'

type Process = { pid: number; parent: number; isZombie: boolean }

/** @returns the process id of the store */
export async function getStoreProcessId(application: ElectronApplication): Promise<number> {
  const store = await application.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .find(({ type, serviceName }) => type === 'Utility' && serviceName === 'node.mojom.NodeService'),
  )
  if (!store) throw new Error('no store process')
  return store.pid
}

/** Kills a process and all its descendants. Suspends them first, so that none can react to the end of another. */
export async function killTree(pid: number): Promise<void> {
  if (process.platform === 'win32') {
    // Exit code 128: the process has already ended.
    run('taskkill', ['/pid', String(pid), '/T', '/F'], [0, 128])
    return
  }
  const pids = [pid, ...listDescendants(pid)]
  for (const id of pids) signal(id, 'SIGSTOP')
  for (const id of pids) signal(id, 'SIGKILL')
  while (listLiving(pids).length > 0) await sleep(5)
}

/** @returns the ids of all descendants of a process. Not available on Windows. */
export function listDescendants(pid: number): number[] {
  const processes = listProcesses()
  const found: number[] = []
  let level = [pid]
  while (level.length > 0) {
    level = processes.filter(({ parent }) => level.includes(parent)).map((child) => child.pid)
    found.push(...level)
  }
  return found
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    // The process has already ended, as intended.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** A zombie counts as ended. */
function listLiving(pids: readonly number[]): Process[] {
  return listProcesses().filter(({ pid, isZombie }) => pids.includes(pid) && !isZombie)
}

function listProcesses(): Process[] {
  return process.platform === 'linux' ? readFromProc() : readFromPs()
}

/** proc_pid_stat(5): pid (name) state parent …. The name may contain any character, so parsing starts after it. */
function readFromProc(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return [{ pid: Number(name), parent: Number(parent), isZombie: state === 'Z' }]
    } catch {
      // The process ended between listing and reading.
      return []
    }
  })
}

function readFromPs(): Process[] {
  const lines = run('ps', ['-A', '-o', 'pid=,ppid=,stat='], [0]).trim().split('\n')
  return lines.map((line) => {
    const [pid, parent, state] = line.trim().split(/\s+/)
    return { pid: Number(pid), parent: Number(parent), isZombie: state?.startsWith('Z') ?? false }
  })
}

function run(command: string, args: readonly string[], acceptedExitCodes: readonly number[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch (error) {
    const { status } = error as { status?: number }
    if (status !== undefined && acceptedExitCodes.includes(status)) return ''
    throw error
  }
}
