import { expect, test } from 'vitest'
import type { Conference } from '../../model.ts'
import { conferenceFacts } from './report-words.ts'

const conference = {
  startDate: '2016-11-16',
  endDate: '2016-11-18',
  venue: 'Palais de l’Europe',
  city: 'Strasbourg',
  country: '',
} as Conference

test.each([
  ['Version of 14 November', 'Version of 14 November'],
  ['2.1', 'Version 2.1'],
  ['', undefined],
  ['latest', undefined],
  ['WIP', undefined],
  ['Draft', 'Draft'],
  ['Latest version of 14 November', 'Latest version of 14 November'],
])('an edition called “%s”', (edition, last) => {
  const [, , told] = conferenceFacts({ ...conference, edition }, 'en')
  expect(told).toBe(last)
})
