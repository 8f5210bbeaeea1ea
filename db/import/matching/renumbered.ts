/**
 * Programmes that count their sessions by position: with one that is put in between, each later number is that of the one before it. Where a
 * title stands alone here and alone in the file, under another short number, the title tells which session it is. Pure.
 */
import { areAlike, getWords, isCommonplace } from './alike.ts'
import { countBy, getTitle } from './unique-titles.ts'

type Titled = { title: string; isOn: boolean }
type Sessions = ReadonlyMap<string, Titled>

/** With letters before it, as in “WS-3”; or one that was here already when the number was given to another session. */
const NUMBER = /^(?:\p{L}{1,4}[-_. ]?)?\d{1,6}(?:~\d+)?$/u

/**
 * By the identifier in the file: that of the session here for which it stands, of those that are in both. `loose`: what has a number that is
 * another session's here. Without slots.
 */
export type Standing = { same: Map<string, string>; loose: Set<string> }

/** `remembered`: what the files before told. */
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

/** What was told of numbers goes before the numbers themselves. */
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

/** Those that have another number than they had. */
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
    // A title that was made longer is its own still, whatever came by the name that it had.
    const isRetitled =
      other && !there.has(getTitle(other)) && areAlike(getWords(other.title), getWords(session.title))
    if (!isRetitled) moved.set(base, was)
  }
  return moved
}

/** An identifier for what has the number of another: its own where that is free. */
export function findFreeNumber(base: string, isTaken: (guid: string) => boolean): string {
  if (!isTaken(base)) return base
  for (let count = 2; ; count += 1) if (!isTaken(`${base}~${count}`)) return `${base}~${count}`
}
