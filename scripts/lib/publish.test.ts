import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runLocked } from './lock.ts'
import { publish } from './publish.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'publish-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const deadProcess = () => spawnSync(process.execPath, ['-e', '']).pid

const write = (text: string) => async (workFolder: string) => {
  const made = join(workFolder, 'made')
  mkdirSync(made)
  writeFileSync(join(made, 'file'), text)
  return made
}

test('the result appears at once, without leftovers beside it', async () => {
  const target = join(folder, 'thing')
  await publish(target, async (workFolder) => {
    expect(existsSync(target)).toBe(false)
    return write('whole')(workFolder)
  })
  expect(readFileSync(join(target, 'file'), 'utf8')).toBe('whole')
  expect(readdirSync(folder)).toEqual(['thing'])
})

test('a failed build leaves nothing', async () => {
  const failing = publish(join(folder, 'thing'), async (workFolder) => {
    await write('half')(workFolder)
    throw new Error('out of paper')
  })
  await expect(failing).rejects.toThrow('out of paper')
  expect(readdirSync(folder)).toEqual([])
})

test('two concurrent builds end with one complete result', async () => {
  const target = join(folder, 'thing')
  await Promise.all([publish(target, write('a')), publish(target, write('b'))])
  expect(['a', 'b']).toContain(readFileSync(join(target, 'file'), 'utf8'))
  expect(readdirSync(folder)).toEqual(['thing'])
})

test('leftovers of a killed command are removed, those of a running one are not', async () => {
  mkdirSync(join(folder, `.thing-${deadProcess()}-abc`))
  mkdirSync(join(folder, `.thing-${process.pid}-abc`))
  await publish(join(folder, 'thing'), write('whole'))
  expect(readdirSync(folder).sort()).toEqual([`.thing-${process.pid}-abc`, 'thing'])
})

test('a lock lets one at a time work', async () => {
  const lock = join(folder, 'lock')
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await sleep(20)
    inside--
  }
  await Promise.all([runLocked(lock, work), runLocked(lock, work), runLocked(lock, work)])
  expect(most).toBe(1)
  expect(readdirSync(folder)).toEqual([])
})

test('a lock is released if the work fails', async () => {
  const lock = join(folder, 'lock')
  await expect(runLocked(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await runLocked(lock, async () => 'yes')).toBe('yes')
})

test('a lock of a process that has ended is taken over', async () => {
  const lock = join(folder, 'lock')
  writeFileSync(lock, String(deadProcess()))
  expect(await runLocked(lock, async () => 'yes')).toBe('yes')
})
