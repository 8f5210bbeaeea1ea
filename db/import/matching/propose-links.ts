/** Proposes which new session of a file a session that it leaves out may be, for the delegate to choose. Pure. */
import type { GoneSession, SessionChange } from '../../contract/index.ts'
import { areAlike, getWords } from './alike.ts'

type Change = Pick<SessionChange, 'guid' | 'kind' | 'title' | 'start'>

/** `isWanted`: whether the delegate has something in a session. */
export function proposeLinks<C extends Change>(
  changes: readonly C[],
  isWanted: (change: C) => boolean,
): GoneSession[] {
  const added = changes.filter(({ kind }) => kind === 'added')
  return changes
    .filter((change) => change.kind === 'missing' && isWanted(change))
    .map((gone) => ({ guid: gone.guid, candidates: rank(gone, added).map(({ guid }) => guid) }))
}

/** Those of a similar title first, then the nearest in time. */
function rank<C extends Change>(gone: Change, added: readonly C[]): C[] {
  const [words, at] = [getWords(gone.title), Date.parse(gone.start)]
  return added
    .map((session) => ({
      session,
      isAlike: areAlike(words, getWords(session.title)),
      apart: Math.abs(Date.parse(session.start) - at),
    }))
    .sort((a, b) => Number(b.isAlike) - Number(a.isAlike) || a.apart - b.apart)
    .map(({ session }) => session)
}
