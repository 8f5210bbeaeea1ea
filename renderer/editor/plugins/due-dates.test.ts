import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { formatDay } from '../../../core/time.ts'
import { getDateCandidates, loadDateReader, splitDueDates } from './due-dates.ts'

/** This day is a Thursday. */
const today = '2016-11-17'
const getBestLabel = async (query: string, language: string) => {
  const read = await loadDateReader(language)
  return getDateCandidates('due', query, today, language, read, (date) => date)[0]?.label
}

test.each([
  ['en', '1 Dec', '2016-12-01'],
  ['en', '1 December 2017', '2017-12-01'],
  ['en', 'next Friday', '2016-11-25'],
  ['en', 'friday', '2016-11-18'],
  ['en', 'tomorrow', '2016-11-18'],
  ['en', 'in two weeks', '2016-12-01'],
  ['en', '1/12', '2016-12-01'],
  ['en', '15 January', '2017-01-15'],
  ['en', '2016-12-01', '2016-12-01'],
  ['fr', '1er décembre', '2016-12-01'],
  ['fr', 'vendredi prochain', '2016-11-25'],
  ['fr', 'demain', '2016-11-18'],
  ['fr', '2016-12-01', '2016-12-01'],
  ['es', '1 de diciembre', '2016-12-01'],
  ['es', 'próximo viernes', '2016-11-25'],
  ['es', 'mañana', '2016-11-18'],
  ['es', '2016-12-01', '2016-12-01'],
  ['en', 'the day after tomorrow', '2016-11-19'],
  ['fr', 'après-demain', '2016-11-19'],
  ['es', 'pasado mañana', '2016-11-19'],
  ['fr', 'ven. 2 déc.', '2016-12-02'],
  ['ru', 'пт, 2 дек.', '2016-12-02'],
  ['ru', '1 дек', '2016-12-01'],
  ['ru', 'в следующую пятницу', '2016-11-25'],
  ['ru', 'завтра', '2016-11-18'],
  ['ru', '2016-12-01', '2016-12-01'],
  ['en', 'tonight', '2016-11-17'],
  ['en', 'this evening', '2016-11-17'],
  ['en', 'this morning', '2016-11-17'],
  ['fr', 'ce soir', '2016-11-17'],
  ['fr', 'cet après-midi', '2016-11-17'],
  ['es', 'esta noche', '2016-11-17'],
  ['es', 'esta tarde', '2016-11-17'],
  ['ru', 'сегодня вечером', '2016-11-17'],
  ['en', 'tues', '2016-11-22'],
  ['en', 'Fri 25', '2016-11-25'],
  ['en', 'Friday the 25th', '2016-11-25'],
  ['fr', 'vendredi 25', '2016-11-25'],
  ['es', 'viernes 25', '2016-11-25'],
  ['es', 'mié 30', '2016-11-30'],
  ['ru', 'пт 25', '2016-11-25'],
  ['ru', 'вс', '2016-11-20'],
  ['ru', 'к пятнице', '2016-11-18'],
  ['ru', 'вс 27', '2016-11-27'],
  ['ru', 'вс, 27 нояб.', '2016-11-27'],
  ['ru', 'воскресенье', '2016-11-20'],
  ['es', 'mar 22 nov', '2016-11-22'],
  ['es', 'mar 22 nov 2016', '2016-11-22'],
  ['es', 'mar 22', '2016-11-22'],
  ['es', 'mar 7 mar', '2017-03-07'],
  ['es', '7 mar 2017', '2017-03-07'],
  ['en', 'Thu 24', '2016-11-24'],
  ['en', 'Fri 25 Nov', '2016-11-25'],
  ['ru', '1-го декабря', '2016-12-01'],
  ['es', '1.º de diciembre', '2016-12-01'],
  ['es', 'mañana por la mañana', '2016-11-18'],
  ['es', 'pasado manana', '2016-11-19'],
  ['fr', 'après demain', '2016-11-19'],
  ['fr', 'apres-demain', '2016-11-19'],
])('%s: %s', async (language, query, date) => {
  expect(await getBestLabel(query, language)).toBe(date)
})

test('an empty query, or the first letters of a usual day, offers the usual days', () => {
  const offered = (query: string) => getDateCandidates('due', query, today, 'en', null, (date) => date)
  expect(offered('').map(({ label, detail }) => [label, detail])).toEqual([
    ['2016-11-17', 'today'],
    ['2016-11-18', 'tomorrow'],
    ['2016-11-19', ''],
    ['2016-11-20', ''],
    ['2016-11-21', ''],
    ['2016-11-22', ''],
    ['2016-11-23', ''],
    ['2016-11-24', 'in 1 week'],
    ['2016-12-01', 'in 2 weeks'],
    ['2016-11-30', ''],
  ])
  expect(offered('mon')[0]?.title).toBe('Monday 21 November 2016')
  expect(offered('30')[0]?.label).toBe('2016-11-30')
})

test.each(['en', 'fr', 'es', 'ru'])('%s: dates are read as the app writes them', async (language) => {
  const read = await loadDateReader(language)
  const days = Array.from({ length: 28 }, (_, index) => 13 * index)
  const dates = days.map((days) => Temporal.PlainDate.from(today).add({ days }).toString())
  for (const length of ['short', 'dated', 'long'] as const) {
    const written = dates.map((date) => formatDay(date, language, length))
    expect(written.map((text) => `${text}: ${read(text, today)}`)).toEqual(
      dates.map((date, index) => `${written[index]}: ${date}`),
    )
  }
})

test('text that is not a date gives none', async () => {
  expect(await getBestLabel('1st draft of the report', 'en')).toBeUndefined()
  expect(await getBestLabel('soon', 'en')).toBeUndefined()
  expect(await getBestLabel('2016-02-30', 'en')).toBeUndefined()
  expect(await getBestLabel('noon', 'en')).toBeUndefined()
  expect(await getBestLabel('п. 3.10', 'ru')).toBeUndefined()
})

test('a date after a name is split from it in each language', async () => {
  const split = async (text: string, language: string) =>
    splitDueDates(text, today, await loadDateReader(language)).map(({ name, date }) => `${name}: ${date}`)
  expect(await split('Ana Lima 1 Dec', 'en')).toContain('Ana Lima: 2016-12-01')
  expect(await split('Ana next Friday', 'en')).toContain('Ana: 2016-11-25')
  expect(await split('Ana 2016-12-01', 'en')).toContain('Ana: 2016-12-01')
  expect(await split('Ana Lima demain', 'fr')).toContain('Ana Lima: 2016-11-18')
  expect(await split('Ana Lima 1 de diciembre', 'es')).toContain('Ana Lima: 2016-12-01')
  expect(await split('Анна Ли завтра', 'ru')).toContain('Анна Ли: 2016-11-18')
})

test('a name without a date is not split, even if it is also a month', async () => {
  const read = await loadDateReader('en')
  for (const name of ['Ana', 'Ana Lima', 'Theresa May', '1 Dec'])
    expect(splitDueDates(name, today, read), name).toEqual([])
  expect(splitDueDates('Ana María', today, await loadDateReader('es'))).toEqual([])
})
