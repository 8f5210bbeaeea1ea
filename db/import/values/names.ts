/** Derives stable keys from what a file provides. */
import { createHash } from 'node:crypto'
import { ConferenceSlug, type Guid } from '../../model.ts'

const MAX_KEY_LENGTH = 200
const MAX_SLUG_LENGTH = 80

/** Uses the text itself, shortened with a hash if it is too long. Validated together with the bundle. */
export function toGuid(text: string): Guid {
  return (text.length <= MAX_KEY_LENGTH ? text : `${text.slice(0, 100)}~${hash(text)}`) as Guid
}

/** `Café 2026!` → `cafe-2026`; '' if no letter or digit of Latin script is left. */
export function slugify(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG_LENGTH)
    .replaceAll(/^-|-$/g, '')
}

/**
 * Makes a slug that stays the same for every version of a programme. It is made from the acronym or, if there is none, from the title and
 * the year.
 */
export function makeSlug(acronym: string, title: string, startDate: string): ConferenceSlug {
  const acronymSlug = slugify(acronym)
  if (acronymSlug !== '') return ConferenceSlug.parse(acronymSlug)
  const year = /\d{4}/.test(title) ? '' : ` ${startDate.slice(0, 4)}`
  const titleSlug = slugify(title).slice(0, MAX_SLUG_LENGTH - 5)
  return ConferenceSlug.parse(
    titleSlug === '' ? `conference-${hash(title + year)}` : slugify(titleSlug + year),
  )
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** Derives a conference title from a file name: `my-days.schedule.xml` → `my days`. */
export function toTitle(fileName: string): string {
  const stem = fileName.replace(/(\.[a-z0-9]{1,8}){1,2}$/i, '').replaceAll(/[_\-.\s]+/g, ' ')
  return stem.trim() || fileName
}

export type Keyed<T> = { item: T; key: string }
/**
 * Gives each of several slots of one session a key of its own: the first slot keeps the session's key, a later slot adds its start, then
 * its room, then a number. Returns the keys in the order of the items, and the items that had the same key.
 */
export function makeKeysDistinct<T>(
  items: readonly Keyed<T>[],
  getSlot: (item: T) => { start: string; room: string },
): { keys: string[]; shared: T[] } {
  const groups = new Map<string, number[]>()
  for (const [index, { key }] of items.entries()) {
    const group = groups.get(key)
    if (group) group.push(index)
    else groups.set(key, [index])
  }
  const keys = items.map(({ key }) => key)
  const pickFreeKey = createFreeKeyPicker(groups.keys())
  const shared: T[] = []
  for (const [key, members] of groups) {
    if (members.length === 1) continue
    const slots = members.map((index) => ({ index, ...getSlot(getItemAt(items, index)) }))
    slots.sort((a, b) => compareText(a.start, b.start) || compareText(a.room, b.room) || a.index - b.index)
    for (const [position, { index, start, room }] of slots.entries()) {
      shared.push(getItemAt(items, index))
      if (position > 0) keys[index] = pickFreeKey([`${key}@${start}`, `${key}@${start}@${room}`])
    }
  }
  return { keys, shared }
}

function getItemAt<T>(items: readonly Keyed<T>[], index: number): T {
  const found = items[index]
  if (!found) throw new RangeError(`no item ${index}`)
  return found.item
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/**
 * Takes and returns the first free candidate, or the last candidate with a number. Numbering continues from the last number, since a file
 * may contain one slot tens of thousands of times.
 */
export function createFreeKeyPicker(takenKeys: Iterable<string>): (candidates: readonly string[]) => string {
  const taken = new Set(takenKeys)
  const counts = new Map<string, number>()
  return (candidates) => {
    const last = candidates.at(-1) ?? ''
    let key = candidates.find((candidate) => !taken.has(candidate))
    let count = counts.get(last) ?? 1
    while (key === undefined) {
      count += 1
      if (!taken.has(`${last}#${count}`)) key = `${last}#${count}`
    }
    counts.set(last, count)
    taken.add(key)
    return key
  }
}
