/** Processes of this machine, as Linux's /proc shows them. */
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** Kills a process and all that it started, children first stopped so that none can react. */
export async function killTree(pid: number): Promise<void> {
  const pids = [pid, ...(await descendants(pid))]
  for (const id of pids) signal(id, 'SIGSTOP')
  for (const id of pids) signal(id, 'SIGKILL')
  while (pids.some(alive)) await sleep(5)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    // Gone already: what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Pids of everything that a process started, and what those started. */
export async function descendants(pid: number): Promise<number[]> {
  const children = new Map<number, number[]>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const found: number[] = []
  for (let level = [pid]; level.length > 0; ) {
    level = level.flatMap((id) => children.get(id) ?? [])
    found.push(...level)
  }
  return found
}

/** A zombie that nobody has waited for yet counts as gone. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  return !isZombie(pid)
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
  } catch {
    return true
  }
}
