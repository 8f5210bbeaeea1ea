/** Files that survive a power cut: written aside, synced, renamed, and the folder synced too. */
import { closeSync, copyFileSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Makes renames and removals in a folder durable. Windows cannot open a folder, and orders such changes itself. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** `from` replaces `to` in one step. */
export function moveDurably(from: string, to: string): void {
  renameSync(from, to)
  syncFolder(dirname(to))
  if (dirname(from) !== dirname(to)) syncFolder(dirname(from))
}

export function removeDurably(path: string): void {
  rmSync(path, { force: true })
  syncFolder(dirname(path))
}

/** The whole file or none of it. Works on an existing file too. */
export function writeDurably(path: string, content: string | Uint8Array): void {
  const part = `${path}.${process.pid}.part`
  try {
    writeFileSync(part, content)
    syncFile(part)
    moveDurably(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/** A synced copy under a temporary name, which the caller renames or removes. */
export function copyAside(from: string, to: string): string {
  const part = `${to}.${process.pid}.part`
  copyFileSync(from, part)
  syncFile(part)
  return part
}
