/**
 * Programmes that number their sessions by position: an inserted session shifts all later numbers. Where a title is unique on both
 * sides but has another short number, the title identifies the session. Pure.
 */
import { areAlike, getWords, isCommonplace } from './alike.ts'
import { countBy, getTitle } from './unique-titles.ts'

type Titled = { title: string; isOn: boolean }
type Sessions = ReadonlyMap<string, Titled>

/** A number, with letters before it as in “WS-3”, or with the suffix that findFreeNumber() adds. */
const NUMBER = /^(?:\p{L}{1,4}[-_. ]?)?\d{1,6}(?:~\d+)?$/u

/**
 * `same`: maps identifiers in the file to stored ones. `loose`: identifiers in the file that belong to another session here. All without
 * slots.
 */
export type Standing = { same: Map<string, string>; loose: Set<string> }

/** `remembered`: identifiers learned from earlier files. */
export function getStanding(
  old: Sessions,
  now: Sessions,
  remembered: ReadonlyMap<string, string>,
  byTitle: boolean,
): Standing {
  const before = standingBefore(old, now, remembered)
  const moved = byTitle ? movedByTitle(old, now, before) : new Map<string, string>()
  const taken = new Set(moved.values())
  const same = new Map(moved)
  for (const [base, was] of before) if (!moved.has(base) && !taken.has(was)) same.set(base, was)
  const isLoose = (base: string) => !same.has(base) && (old.has(base) || before.has(base))
  return { same, loose: new Set([...now.keys()].filter(isLoose)) }
}

/** Matches by remembered numbers first, then by equal identifiers. */
function standingBefore(
  old: Sessions,
  now: Sessions,
  remembered: ReadonlyMap<string, string>,
): Map<string, string> {
  const before = new Map<string, string>()
  const taken = new Set<string>()
  const stand = (base: string, was: string | undefined) => {
    if (was === undefined || !old.has(was) || taken.has(was) || before.has(base)) return
    before.set(base, was)
    taken.add(was)
  }
  if (remembered.size > 0)
    for (const base of now.keys()) {
      const was = remembered.get(base)
      if (was !== undefined && NUMBER.test(base) && NUMBER.test(was)) stand(base, was)
    }
  for (const base of now.keys()) stand(base, base)
  return before
}

/** Finds sessions that have a new number. */
function movedByTitle(
  old: Sessions,
  now: Sessions,
  before: ReadonlyMap<string, string>,
): Map<string, string> {
  const moved = new Map<string, string>()
  const titleBefore = (base: string) => old.get(before.get(base) ?? '')?.title
  const differs = [...now].filter(
    ([base, { title }]) => title !== titleBefore(base) && NUMBER.test(base) && !isCommonplace(title),
  )
  if (differs.length === 0) return moved
  const [there, here] = [[...old.values()], [...now.values()]].map((list) => countBy(list, getTitle)) as [
    Map<string, number>,
    Map<string, number>,
  ]
  const known = new Map([...old].map(([base, session]) => [getTitle(session), base]))
  const inFile = new Map([...before].map(([base, was]) => [was, base]))
  for (const [base, session] of differs) {
    const title = getTitle(session)
    const was = there.get(title) === 1 && here.get(title) === 1 ? known.get(title) : undefined
    if (was === undefined || !NUMBER.test(was) || before.get(base) === was) continue
    const other = now.get(inFile.get(was) ?? '')
    // The session with the old number was only retitled, so it keeps that number.
    const isRetitled =
      other && !there.has(getTitle(other)) && areAlike(getWords(other.title), getWords(session.title))
    if (!isRetitled) moved.set(base, was)
  }
  return moved
}

/** Returns the number itself if it is free, otherwise with a suffix. */
export function findFreeNumber(base: string, isTaken: (guid: string) => boolean): string {
  if (!isTaken(base)) return base
  for (let count = 2; ; count += 1) if (!isTaken(`${base}~${count}`)) return `${base}~${count}`
}
