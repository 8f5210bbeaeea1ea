import { expect, test } from 'vitest'
import type { ReportChoice } from '../../../db/contract/index.ts'
import type { Guid, NoteSummary } from '../../../db/model.ts'
import { createStoredSession } from '../../../db/testing/sessions.ts'
import {
  areOthersAllowed,
  countChosen,
  dropUnknownTags,
  everything,
  getAvailable,
  getChosenSessions,
  isOfPreset,
} from './export-choice.ts'

const guid = (text: string) => text as Guid
const sessions = ['a', 'b', 'c'].map((name) => createStoredSession(name))
const notes = [
  ['b', 2],
  ['a', 1],
  ['b', 3],
  [null, 4],
  ['gone', 1],
].map(
  ([session, entries], index) =>
    ({
      id: `note-${index}`,
      session,
      entries,
      tags: index === 1 ? ['Évidence'] : [],
    }) as unknown as NoteSummary,
)
const available = getAvailable(sessions, notes, [])

test('offers sessions with notes in programme order, and counts other notes together', () => {
  expect(available.sessions.map(({ session, entries }) => [session.guid, entries])).toEqual([
    ['a', 1],
    ['b', 5],
  ])
  expect(available.others).toBe(5)
})

test('if everything is chosen, no sessions are named, so that notes without a session are included', () => {
  expect(getChosenSessions(available, everything)).toBeNull()
})

test('if a session or the notes without one are excluded, the chosen sessions are named', () => {
  expect(getChosenSessions(available, { ...everything, others: false })).toEqual(['a', 'b'])
  const choice = { ...everything, without: new Set([guid('a')]) }
  expect(getChosenSessions(available, choice)).toEqual(['b'])
  expect(areOthersAllowed(available, choice)).toBe(false)
})

test('an excluded session without notes excludes nothing', () => {
  expect(getChosenSessions(available, { ...everything, without: new Set([guid('c')]) })).toBeNull()
})

test('if every note has a session, choosing all names no sessions', () => {
  const only = getAvailable(sessions, notes.slice(0, 3), [])
  expect(getChosenSessions(only, { ...everything, others: false })).toBeNull()
})

test('counts the chosen notes in entries', () => {
  expect(countChosen(available, everything)).toEqual({ sessions: 2, entries: 11 })
  expect(countChosen(available, { ...everything, without: new Set([guid('a')]) })).toEqual({
    sessions: 1,
    entries: 5,
  })
})

test('a tag keeps only notes that have it, and every tag stays available', () => {
  const tagged = getAvailable(sessions, notes, ['Évidence'])
  expect(tagged.sessions.map(({ session, entries }) => [session.guid, entries])).toEqual([['a', 1]])
  expect(tagged).toMatchObject({ others: 0, tags: ['Évidence'] })
})

test('a preset is selected if choosing it would change nothing', () => {
  const include = { notes: true, cover: false } as ReportChoice['include']
  const choice: ReportChoice = { order: 'agenda', include, language: 'fr', paper: 'a4', format: 'docx' }
  const preset = (more: Partial<ReportChoice>) => ({
    id: 'own',
    name: 'Own',
    choice: { order: 'agenda', include, language: null, paper: null, format: null, ...more } as ReportChoice,
  })
  expect(isOfPreset(choice, preset({}))).toBe(true)
  expect(isOfPreset(choice, preset({ paper: 'a4', language: 'fr' }))).toBe(true)
  expect(isOfPreset(choice, preset({ paper: 'letter' }))).toBe(false)
  expect(isOfPreset(choice, preset({ order: 'keyMessages' }))).toBe(false)
  expect(isOfPreset(choice, preset({ include: { ...include, cover: true } }))).toBe(false)
})

test('a chosen tag can be removed again although none of the notes on offer has it', () => {
  expect(getAvailable(sessions, notes.slice(0, 1), ['Évidence']).tags).toEqual(['Évidence'])
  expect(dropUnknownTags({ ...everything, tags: ['Deleted', 'Évidence'] }, notes).tags).toEqual(['Évidence'])
  const choice = { ...everything, tags: ['Évidence'] }
  expect(dropUnknownTags(choice, notes)).toBe(choice)
})
