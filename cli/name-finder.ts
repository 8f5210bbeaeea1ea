/** Finds a room or session as an organiser names it: by guid, title or label; suggests the nearest one. */
import { diffChars } from 'diff'
import { areAlike, foldTitle, getWords } from '../db/import/matching/compare-titles.ts'
import { createError, t } from './texts.ts'

type NamedItem = { guid: string; names: readonly string[] }
/** Throws `bad-file` if no item or several items have the name. */
export type NameFinder = (named: string) => string

export function createNameFinder(kind: 'room' | 'session', items: readonly NamedItem[]): NameFinder {
  return (named) => {
    const byGuid = items.find(({ guid }) => guid === named)
    if (byGuid) return byGuid.guid
    const found = items.filter(({ names }) => names.includes(named))
    const [first, ...others] = found
    if (!first) {
      const suggestion = findNearest(named, items)
      const hint = suggestion ? t('pack.didYouMean', suggestion) : ''
      throw createError('bad-file', kind === 'room' ? 'pack.noRoom' : 'pack.noSession', { named, hint })
    }
    if (others.length > 0) {
      const guids = found.map(({ guid }) => guid).join(', ')
      const key = kind === 'room' ? 'pack.severalRooms' : 'pack.severalSessions'
      throw createError('bad-file', key, { named, guids })
    }
    return first.guid
  }
}

/** The name with the smallest edit distance; otherwise one with mostly the same words. */
export function findNearest(
  named: string,
  items: readonly NamedItem[],
): { guid: string; name: string } | null {
  const title = foldTitle(named)
  const candidates = items.flatMap(({ guid, names }) => names.map((name) => ({ guid, name })))
  let fewest = Math.floor(title.length / 2)
  let nearest: (typeof candidates)[number] | null = null
  for (const candidate of candidates) {
    const edits = countEdits(title, foldTitle(candidate.name), fewest)
    if (edits === null || (nearest && edits >= fewest)) continue
    fewest = edits
    nearest = candidate
  }
  return nearest ?? candidates.find(({ name }) => areAlike(getWords(named), getWords(name))) ?? null
}

/** @returns the number of letters that are added or removed, or null if there are more than `maxEdits` */
export function countEdits(a: string, b: string, maxEdits: number): number | null {
  const changes = diffChars(a, b, { maxEditLength: maxEdits })
  if (!changes) return null
  return changes.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0)
}
