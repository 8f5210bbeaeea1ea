/** The order in which new sessions are proposed for a session that the file leaves out. */
import { expect, test } from 'vitest'
import type { Guid } from '../../model.ts'
import { proposeLinks } from './propose-links.ts'

type Row = [title: string, hour: number]
const changes = (kind: 'added' | 'missing', ...rows: Row[]) =>
  rows.map(([title, hour]) => ({
    guid: title as Guid,
    kind,
    title,
    start: `2026-05-04T${String(hour).padStart(2, '0')}:00:00.000Z`,
  }))
const propose = (gone: Row, ...added: Row[]) =>
  proposeLinks([...changes('missing', gone), ...changes('added', ...added)], () => true)[0]?.candidates

test('similar titles come first, then the nearest in time', () => {
  expect(
    propose(
      ['Evidence at sea', 10],
      ['Machines', 16],
      ['Posters', 9],
      ['Keynote: Evidence at sea', 17],
      ['Evidence at sea, part 2', 11],
    ),
  ).toEqual(['Evidence at sea, part 2', 'Keynote: Evidence at sea', 'Posters', 'Machines'])
})

test('of several similar titles, the one with the most words in common comes first', () => {
  expect(
    propose(
      ['Workshop 4: Evidence at sea', 10],
      ['Workshop 5: Evidence at sea', 10],
      ['Workshop 4: Evidence at sea, continued', 16],
    ),
  ).toEqual(['Workshop 4: Evidence at sea, continued', 'Workshop 5: Evidence at sea'])
})

test('nothing is proposed for a session without user data', () => {
  const all = [...changes('missing', ['Opening', 9], ['Closing', 17]), ...changes('added', ['Welcome', 9])]
  expect(proposeLinks(all, ({ title }) => title === 'Opening')).toEqual([
    { guid: 'Opening', candidates: ['Welcome'] },
  ])
})
