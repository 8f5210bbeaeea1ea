import { expect, test } from 'vitest'
import type { Conference } from '../../model.ts'
import { getProgrammeVersion } from './report-words.ts'

const conference = {
  startDate: '2016-11-16',
  endDate: '2016-11-18',
  venue: 'Palais de l’Europe',
  city: 'Strasbourg',
  country: '',
} as Conference

test.each([
  ['Version of 14 November', 'Programme: version of 14 November'],
  ['2.1', 'Programme: version 2.1'],
  ['', ''],
  ['latest', ''],
  ['WIP', ''],
  ['Draft', 'Programme: Draft'],
  ['Latest version of 14 November', 'Programme: Latest version of 14 November'],
])('the programme version of the edition “%s” is written as “%s”', (edition, named) => {
  expect(getProgrammeVersion({ ...conference, edition }, 'en')).toBe(named)
})
