import { expect, test } from 'vitest'
import type { ReportChoice } from '../../../db/contract/index.ts'
import type { Guid, NoteSummary } from '../../../db/model.ts'
import { createStoredSession } from '../../../db/testing/sessions.ts'
import {
  canIncludeOthers,
  countChosen,
  defaultChoice,
  dropUnknownTags,
  getAvailable,
  getChosenSessions,
  isSameAsPreset,
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
  expect(available.otherEntries).toBe(5)
})

test('if everything is chosen, no sessions are named, so that notes without a session are included', () => {
  expect(getChosenSessions(available, defaultChoice)).toBeNull()
})

test('if a session or the notes without one are excluded, the chosen sessions are named', () => {
  expect(getChosenSessions(available, { ...defaultChoice, includesOthers: false })).toEqual(['a', 'b'])
  const choice = { ...defaultChoice, excludedSessions: new Set([guid('a')]) }
  expect(getChosenSessions(available, choice)).toEqual(['b'])
  expect(canIncludeOthers(available, choice)).toBe(false)
})

test('an excluded session without notes excludes nothing', () => {
  expect(
    getChosenSessions(available, { ...defaultChoice, excludedSessions: new Set([guid('c')]) }),
  ).toBeNull()
})

test('if every note has a session, choosing all names no sessions', () => {
  const only = getAvailable(sessions, notes.slice(0, 3), [])
  expect(getChosenSessions(only, { ...defaultChoice, includesOthers: false })).toBeNull()
})

test('counts the chosen notes in entries', () => {
  expect(countChosen(available, defaultChoice)).toEqual({ sessions: 2, entries: 11 })
  expect(countChosen(available, { ...defaultChoice, excludedSessions: new Set([guid('a')]) })).toEqual({
    sessions: 1,
    entries: 5,
  })
})

test('a tag keeps only notes that have it, and every tag stays available', () => {
  const tagged = getAvailable(sessions, notes, ['Évidence'])
  expect(tagged.sessions.map(({ session, entries }) => [session.guid, entries])).toEqual([['a', 1]])
  expect(tagged).toMatchObject({ otherEntries: 0, tags: ['Évidence'] })
})

test('a preset is selected if choosing it would change nothing', () => {
  const include = { notes: true, cover: false } as ReportChoice['include']
  const choice: ReportChoice = { order: 'agenda', include, language: 'fr', paper: 'a4', format: 'docx' }
  const preset = (more: Partial<ReportChoice>) => ({
    id: 'own',
    name: 'Own',
    choice: { order: 'agenda', include, language: null, paper: null, format: null, ...more } as ReportChoice,
  })
  expect(isSameAsPreset(choice, preset({}))).toBe(true)
  expect(isSameAsPreset(choice, preset({ paper: 'a4', language: 'fr' }))).toBe(true)
  expect(isSameAsPreset(choice, preset({ paper: 'letter' }))).toBe(false)
  expect(isSameAsPreset(choice, preset({ order: 'keyMessages' }))).toBe(false)
  expect(isSameAsPreset(choice, preset({ include: { ...include, cover: true } }))).toBe(false)
})

test('a chosen tag can be removed again although none of the notes on offer has it', () => {
  expect(getAvailable(sessions, notes.slice(0, 1), ['Évidence']).tags).toEqual(['Évidence'])
  expect(dropUnknownTags({ ...defaultChoice, tags: ['Deleted', 'Évidence'] }, notes).tags).toEqual([
    'Évidence',
  ])
  const choice = { ...defaultChoice, tags: ['Évidence'] }
  expect(dropUnknownTags(choice, notes)).toBe(choice)
})
