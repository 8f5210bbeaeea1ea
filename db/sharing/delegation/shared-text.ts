/**
 * The text of a note that several people write, merged by Yjs as a list of blocks. Changes of different blocks join. A block that two people
 * changed at the same time is there twice on every device, one text after the other, until somebody removes one.
 */
import { diffArrays } from 'diff'
import * as Y from 'yjs'
import type { NoteId } from '../../model.ts'
import { getSetting, putSetting } from '../../sql/settings.ts'
import type { Sql } from '../../store/open.ts'

/** Prefix of the setting key; the note's id follows. */
const KEY = 'delegation-text/'

/** @returns null if the note has no shared text yet */
export function loadText(sql: Sql, note: NoteId): Y.Doc | null {
  const stored = getSetting(sql, KEY + note)
  if (stored === null) return null
  const doc = new Y.Doc()
  applyState(doc, stored)
  return doc
}

/** @returns the state, as it is stored and sent */
export function saveText(sql: Sql, note: NoteId, doc: Y.Doc): string {
  const state = getTextState(doc)
  putSetting(sql, KEY + note, state)
  return state
}

export function forgetText(sql: Sql, note: NoteId): void {
  sql('DELETE FROM setting WHERE key = ?').run(KEY + note)
}

export function getTextState(doc: Y.Doc): string {
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
}

/** Whether colleagues' bytes are a state of Yjs. */
export function isTextState(state: string): boolean {
  try {
    const doc = new Y.Doc()
    applyState(doc, state)
    return getBlocks(doc)
      .toArray()
      .every((block) => typeof block === 'string')
  } catch {
    return false
  }
}

export function applyState(doc: Y.Doc, state: string): void {
  Y.applyUpdate(doc, new Uint8Array(Buffer.from(state, 'base64')))
}

export function copyText(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  applyState(copy, getTextState(doc))
  return copy
}

export function createText(): Y.Doc {
  return new Y.Doc()
}

export function readText(doc: Y.Doc): string {
  return getBlocks(doc)
    .toArray()
    .join('')
    .replace(/^\n\n?/, '')
}

/** Turns a text into changes of the shared one. `device`: its edits count on one clock. */
export function writeText(doc: Y.Doc, text: string, device?: string): void {
  if (readText(doc) === text) return
  if (device !== undefined) doc.clientID = Number.parseInt(device.slice(0, 8), 16)
  const blocks = getBlocks(doc)
  doc.transact(() => {
    let at = 0
    for (const { added, removed, value } of diffArrays(blocks.toArray(), splitBlocks(text))) {
      if (removed) blocks.delete(at, value.length)
      else {
        if (added) blocks.insert(at, value)
        at += value.length
      }
    }
  })
}

/** Merges two texts that come from the same one. */
export function mergeTexts(base: string, mine: string, theirs: string): string {
  const doc = new Y.Doc()
  writeText(doc, base)
  const other = copyText(doc)
  writeText(doc, mine)
  writeText(other, theirs)
  applyState(doc, getTextState(other))
  return readText(doc)
}

const getBlocks = (doc: Y.Doc): Y.Array<string> => doc.getArray<string>('blocks')

/** Before a paragraph, an item of a list, a row of a table, and the line break at the end. */
const BOUNDARY = /(?<!\n)(?=\n\n|\n[ \t]*(?:[-*+]|\d+[.)]) |\n\||\n$)/

/** Each block begins with its line breaks, so that a block can stand anywhere. */
export function splitBlocks(text: string): string[] {
  return text === '' ? [] : `\n\n${text}`.split(BOUNDARY)
}
