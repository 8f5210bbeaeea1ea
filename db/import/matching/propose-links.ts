/**
 * For each session that has user data and that the file leaves out, proposes new sessions that it may have become. The delegate chooses
 * one. Pure.
 */
import type { GoneSession, SessionChange } from '../../contract/index.ts'
import { areAlike, countShared, getWords } from './compare-titles.ts'

type Change = Pick<SessionChange, 'guid' | 'kind' | 'title' | 'start'>

export function proposeLinks<C extends Change>(
  changes: readonly C[],
  hasUserData: (change: C) => boolean,
): GoneSession[] {
  const added = changes.filter(({ kind }) => kind === 'added')
  return changes
    .filter((change) => change.kind === 'missing' && hasUserData(change))
    .map((removed) => ({
      guid: removed.guid,
      candidates: rankCandidates(removed, added).map(({ guid }) => guid),
    }))
}

/** Ranks sessions with a similar title first, by the number of words in common, then the nearest in time. */
function rankCandidates<C extends Change>(removed: Change, added: readonly C[]): C[] {
  const words = getWords(removed.title)
  const startMs = Date.parse(removed.start)
  return added
    .map((session) => {
      const addedWords = getWords(session.title)
      return {
        session,
        wordsInCommon: areAlike(words, addedWords) ? countShared(words, addedWords) : 0,
        msApart: Math.abs(Date.parse(session.start) - startMs),
      }
    })
    .sort((a, b) => b.wordsInCommon - a.wordsInCommon || a.msApart - b.msApart)
    .map(({ session }) => session)
}
