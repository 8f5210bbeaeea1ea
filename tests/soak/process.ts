/** The process of one delegate, as the soak test sees it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Answer, TaskName, Tasks } from './tasks.ts'

export type DelegateOptions = {
  name: string
  /** Root of the Rapporteur to run. */
  root: string
  profile: string
  journal: string
  /** A command that runs the rest of its arguments, such as in another network. */
  prefix: readonly string[]
}

export type DelegateProcess = {
  start(): Promise<void>
  /** Ends the process as a crash would. */
  kill(): Promise<void>
  /** @returns null if the process was killed meanwhile. Rejects if the task fails */
  ask<Name extends TaskName>(name: Name, task: Tasks[Name]['task']): Promise<Tasks[Name]['value'] | null>
}

export function createDelegateProcess({
  name,
  root,
  profile,
  journal,
  prefix,
}: DelegateOptions): DelegateProcess {
  let child: ChildProcess | null = null
  let isKilled = false
  let lastId = 0
  const waiting = new Map<number, (answer: Answer | null) => void>()

  function waitForAnswer(id: number): Promise<Answer | null> {
    return new Promise((resolve) => waiting.set(id, resolve))
  }

  return {
    async start() {
      const script = join(import.meta.dirname, 'delegate.ts')
      const [program = process.execPath, ...args] = [
        ...prefix,
        process.execPath,
        script,
        root,
        profile,
        name,
        journal,
      ]
      const started = waitForAnswer(0)
      isKilled = false
      child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      child.on('message', (answer: Answer) => {
        waiting.get(answer.id)?.(answer)
        waiting.delete(answer.id)
      })
      child.on('exit', (code) => {
        for (const [id, resolve] of waiting) {
          resolve(isKilled ? null : { id, error: `${name} ended with ${code}` })
        }
        waiting.clear()
      })
      getValue(await started)
    },

    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      isKilled = true
      child.kill('SIGKILL')
      await once(child, 'exit')
    },

    async ask<Name extends TaskName>(task: Name, details: Tasks[Name]['task']) {
      if (!child?.connected) return null
      lastId += 1
      const answered = waitForAnswer(lastId)
      // Sending to a killed process fails; its exit then resolves `answered`.
      child.send({ id: lastId, name: task, task: details }, () => {})
      const answer = await answered
      return answer && (getValue(answer) as Tasks[Name]['value'])
    },
  }
}

/** Throws if the task has failed. */
function getValue(answer: Answer | null): unknown {
  if (answer && 'error' in answer) throw new Error(answer.error)
  return answer?.value ?? null
}
