/**
 * The text of a note that several people write, merged by Yjs as a list of blocks. Changes of different blocks are merged. If two people
 * change the same block at the same time, every device has both texts, one after the other, until somebody decides which one stays.
 */
import { strToU8 } from 'fflate'
import * as Y from 'yjs'
import { z } from 'zod'
import type { NoteId } from '../../../model.ts'
import { getSetting, putSetting } from '../../../sql/settings.ts'
import { SHARED_TEXT } from '../../../sql/shared-texts.ts'
import type { Sql } from '../../../store/open.ts'
import { sha256 } from '../../container.ts'
import { adoptLineBreaks, compareBlocks, inheritOrigins, joinBlocks, splitBlocks } from './blocks.ts'

/**
 * `lines`: the ids of the block's origins, which the blocks that replace it inherit. Two blocks with a common origin are concurrent edits
 * of the same block. `by`: the beginning of the id of the device that wrote the block.
 */
type Block = { text: string; lines: string[]; by: string }

/** A block that was changed at the same time on several devices. `by`: as in Block. */
export type Conflict = { id: string; sides: { text: string; by: string }[] }

/** `client`: the client id in Yjs. Its changes are counted by one clock, so only one document may use it. */
export type TextWriter = { device: string; client: number }

/**
 * `base`: the shared text when it was last written into the note. Where the note differs from it, the note was edited here later. null if
 * the note does not contain the shared text.
 */
export type SharedText = { doc: Y.Doc; base: string | null }

/** @returns the stored form, which differs after each change; null if the note has no shared text yet */
export function getStoredText(sql: Sql, note: NoteId): string | null {
  return getSetting(sql, SHARED_TEXT + note)
}

/** Whether the note follows the shared text. Otherwise, the beginning of the text may not have arrived yet. */
export function followsText(sql: Sql, note: NoteId): boolean {
  const stored = getStoredText(sql, note)
  return stored !== null && (JSON.parse(stored) as { base: string | null }).base !== null
}

/** @returns null if the note has no shared text yet */
export function loadText(sql: Sql, note: NoteId): SharedText | null {
  const stored = getStoredText(sql, note)
  if (stored === null) return null
  const { state, base }: { state: string; base: string | null } = JSON.parse(stored)
  const doc = createText()
  applyState(doc, state)
  return { doc, base }
}

export function saveText(sql: Sql, note: NoteId, { doc, base }: SharedText): void {
  putSetting(sql, SHARED_TEXT + note, JSON.stringify({ state: getTextState(doc), base }))
}

export function getTextState(doc: Y.Doc): string {
  return getChanges(doc, new Map())
}

/** @returns the changes that each client added since the given clock, and everything that was removed */
export function getChanges(doc: Y.Doc, since: ReadonlyMap<number, number>): string {
  const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(new Map(since)))
  return Buffer.from(update).toString('base64')
}

/** @returns the number of changes that each client has added */
export function getTextClocks(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc))
}

/** Whether the document has all changes on which its other changes are based. */
export function isTextComplete(doc: Y.Doc): boolean {
  return doc.store.pendingStructs === null
}

/** Whether bytes from colleagues are a valid state of Yjs with blocks only. */
export function isTextState(state: string): boolean {
  try {
    const doc = createText()
    applyState(doc, state)
    return hasOnlyBlocks(doc)
  } catch {
    return false
  }
}

/** Colleagues' devices may put anything else into the document. */
export function hasOnlyBlocks(doc: Y.Doc): boolean {
  return getBlocks(doc)
    .toArray()
    .every((block) => BlockSchema.safeParse(block).success)
}

export function applyState(doc: Y.Doc, state: string): void {
  Y.applyUpdate(doc, new Uint8Array(Buffer.from(state, 'base64')))
}

export function copyText(doc: Y.Doc): Y.Doc {
  const copy = createText()
  applyState(copy, getTextState(doc))
  return copy
}

export function createText(): Y.Doc {
  return new Y.Doc()
}

export function readText(doc: Y.Doc): string {
  return joinBlocks(listShown(doc).map(({ text }) => text))
}

/** @returns the blocks that none of these devices wrote */
export function readBlocksExcept(doc: Y.Doc, devices: readonly string[]): string {
  const isTheirs = ({ by }: Block) => devices.some((device) => device.startsWith(by))
  return joinBlocks(listShown(doc).flatMap((block) => (isTheirs(block) ? [] : block.text)))
}

/** Changes the shared text so that it equals this text. */
export function writeText(doc: Y.Doc, text: string, writer?: TextWriter): void {
  if (readText(doc) === text) return
  const by = beginEdit(doc, writer)
  const blocks = getBlocks(doc)
  const shown = listShown(doc).map((block) => block.text)
  const wanted = adoptLineBreaks(shown, splitBlocks(text))
  doc.transact(() => {
    removeCopies(doc)
    decideByRemoval(doc, wanted, writer)
    let at = 0
    let replaced: Block[] = []
    const before = blocks.toArray()
    const known = new Set(before.flatMap(({ lines }) => lines))
    const texts = before.map((block) => block.text)
    const parts = compareBlocks(texts, wanted)
    let from = 0
    for (const { added, removed, value } of parts) {
      if (removed) {
        replaced = before.slice(from, from + value.length)
        blocks.delete(at, value.length)
        from += value.length
        continue
      }
      if (added) {
        const place = before[from - replaced.length - 1]?.lines.join() ?? ''
        const inherited = inheritOrigins(replaced, value)
        blocks.insert(
          at,
          value.map((one, index) => {
            const lines = inherited[index] ?? []
            return { text: one, lines: lines.length > 0 ? lines : [createOrigin(place, one, known)], by }
          }),
        )
      } else from += value.length
      at += value.length
      replaced = []
    }
  })
}

/**
 * Decides each conflict of which the wanted blocks contain only one side. Writes that side again, since otherwise both sides would be lost
 * if somebody else removed it at the same time.
 */
function decideByRemoval(doc: Y.Doc, wanted: string[], writer: TextWriter | undefined): void {
  const conflicts = findConflicts(doc)
  if (conflicts.length === 0) return
  const shown = listShown(doc).map(({ text }) => text)
  const parts = compareBlocks(shown, wanted)
  const edited = parts.flatMap(({ removed, value }, index) =>
    removed && parts[index + 1]?.added ? value : [],
  )
  const kept = new Set([...wanted, ...edited])
  for (const { id } of conflicts) {
    const [side, ...others] = listShown(doc).filter(({ text, lines }) => lines.includes(id) && kept.has(text))
    if (side && others.length === 0) applyDecision(doc, id, side.text, writer)
  }
}

/**
 * Derives the origin of a new block from its text and from the origins of the block before it (`place`). The same edit on two devices
 * therefore does not duplicate the block. Adds the origin to `known`.
 */
function createOrigin(place: string, text: string, known: Set<string>): string {
  for (let count = 1; ; count += 1) {
    const origin = toOrigin(`${count} ${place} ${text}`)
    if (known.has(origin)) continue
    known.add(origin)
    return origin
  }
}

/** Finds blocks with a common origin, which are concurrent edits of the same block. */
export function findConflicts(doc: Y.Doc): Conflict[] {
  const byOrigin = new Map<string, Block[]>()
  for (const block of listShown(doc)) {
    for (const origin of block.lines) {
      const alike = byOrigin.get(origin)
      if (alike) alike.push(block)
      else byOrigin.set(origin, [block])
    }
  }
  const found = new Map<string, Conflict>()
  for (const [id, sides] of byOrigin) {
    if (sides.length < 2) continue
    const key = toTextKey(sides)
    if (!found.has(key)) found.set(key, { id, sides: sides.map(({ text, by }) => ({ text, by })) })
  }
  return [...found.values()]
}

/**
 * Decides a conflict. `keep`: the text that stays; null for all of them. Two different decisions at the same time are a conflict again.
 * @returns false if there is no such conflict
 */
export function applyDecision(
  doc: Y.Doc,
  id: string,
  keep: string | null,
  writer: TextWriter | undefined,
): boolean {
  const sides = listShown(doc).filter(({ lines }) => lines.includes(id))
  if (sides.length < 2 || (keep !== null && !sides.some(({ text }) => text === keep))) return false
  beginEdit(doc, writer)
  doc.transact(() => {
    removeCopies(doc)
    const all = [...new Set(sides.flatMap(({ lines }) => lines))]
    for (const [index, side] of sides.entries()) {
      // All devices derive the same origin. The chosen block gets it too, so that it is not doubled if somebody else keeps all texts.
      const origin = toOrigin(`${all.join(' ')} ${side.text}`)
      if (keep === null) {
        // The first block keeps its origins.
        if (index > 0) replaceBlock(doc, side, { ...side, lines: [origin] })
      } else replaceBlock(doc, side, side.text === keep ? { ...side, lines: [...all, origin] } : null)
    }
  })
  // Several conflicts between the same texts are shown as one.
  const rest = findConflicts(doc).find((conflict) => toTextKey(conflict.sides) === toTextKey(sides))
  return rest ? applyDecision(doc, rest.id, keep, writer) : true
}

function toTextKey(sides: readonly Pick<Block, 'text'>[]): string {
  return JSON.stringify(sides.map(({ text }) => text))
}

function replaceBlock(doc: Y.Doc, { text, lines }: Block, replacement: Block | null): void {
  const blocks = getBlocks(doc)
  // Also counts copies that are not shown, which a replacement may have made.
  const at = blocks.toArray().findIndex((block) => block.text === text && block.lines.join() === lines.join())
  if (at < 0) return
  blocks.delete(at, 1)
  if (replacement) blocks.insert(at, [replacement])
}

/** @returns the value of `by` for the device */
function beginEdit(doc: Y.Doc, writer: TextWriter | undefined): string {
  if (!writer) return ''
  doc.clientID = writer.client
  return writer.device.slice(0, 8)
}

/** Eight characters are enough for the blocks of one note. */
function toOrigin(seed: string): string {
  return sha256(strToU8(seed)).slice(0, 8)
}

/**
 * Merges two texts that were derived from the same text. If both have a new block at the same place, theirs comes first, so that it does
 * not become part of a private passage of mine.
 */
export function mergeTexts(base: string, mine: string, theirs: string): string {
  const doc = createText()
  writeText(doc, base)
  const other = copyText(doc)
  // Yjs puts the block of the lower client id first.
  ;[other.clientID, doc.clientID] = [1, 2]
  writeText(doc, mine)
  writeText(other, theirs)
  applyState(doc, getTextState(other))
  return readText(doc)
}

/** Merges two texts whose common origin is unknown. All blocks of both stay, and equal ones are there once. */
export function uniteTexts(first: string, second: string): string {
  return joinBlocks(compareBlocks(splitBlocks(first), splitBlocks(second)).flatMap(({ value }) => value))
}

const getBlocks = (doc: Y.Doc): Y.Array<Block> => doc.getArray<Block>('blocks')

/** @returns the blocks without copies, since two people may have made the same edit */
function listShown(doc: Y.Doc): Block[] {
  const blocks = getBlocks(doc).toArray()
  const copies = findCopies(blocks)
  return blocks.filter((_, index) => !copies.has(index))
}

function removeCopies(doc: Y.Doc): void {
  const blocks = getBlocks(doc)
  for (const index of [...findCopies(blocks.toArray())].reverse()) blocks.delete(index, 1)
}

/** @returns the indexes of blocks with the same text as an earlier block and one of its origins, in ascending order */
function findCopies(blocks: readonly Block[]): Set<number> {
  const copies = new Set<number>()
  const origins = new Map<string, Set<string>>()
  for (const [index, { text, lines }] of blocks.entries()) {
    const known = origins.get(text) ?? new Set()
    if (lines.some((origin) => known.has(origin))) copies.add(index)
    for (const origin of lines) known.add(origin)
    origins.set(text, known)
  }
  return copies
}

const BlockSchema = z.object({
  text: z.string(),
  lines: z.array(z.string().max(40)),
  by: z.string().max(40),
})
