import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatValues, listLinkChanges } from './format-changes.ts'

test('times are in the conference’s zone, with the day if it changes', () => {
  const names = { t: ((key: string) => key) as never, language: 'en', timeZone: 'Europe/Paris' }
  const start = (from: string, to: string) => ({ field: 'start' as const, from: [from], to: [to] })
  expect(formatValues(start('2016-11-17T13:30:00.000Z', '2016-11-17T14:00:00.000Z'), names)).toEqual([
    '14:30',
    '15:00',
  ])
  expect(formatValues(start('2016-11-17T13:30:00.000Z', '2016-11-18T08:30:00.000Z'), names)).toEqual([
    'Thu 17 Nov, 14:30',
    'Fri 18 Nov, 09:30',
  ])
  const zone = { field: 'timeZone' as const, from: ['Etc/GMT-1'], to: ['Europe/Berlin'] }
  expect(formatValues(zone, names)).toEqual(['UTC+1', 'Europe/Berlin'])
  expect(formatValues({ field: 'end', from: [], to: ['2016-11-17T14:00:00.000Z'] }, names)).toEqual([
    '',
    '15:00',
  ])
})

test.each(['en', 'fr', 'es', 'ru'])('several values are separated in %s', (language) => {
  const names = { t: ((key: string) => key) as never, language, timeZone: 'Europe/Paris' }
  const speakers = { field: 'speakers' as const, from: ['Ana Lima'], to: ['Ana Lima', 'Émile Roy', 'Wu Li'] }
  expect(formatValues(speakers, names)).toEqual(['Ana Lima', 'Ana Lima, Émile Roy, Wu Li'])
})

test('lists only added and removed links, by title or by address', () => {
  const page = 'https://fosdem.org/2025/schedule/event/a/'
  const slides = 'Slides · https://fosdem.org/2025/events/attachments/a/slides.pdf'
  const recording = 'Video recording (AV1/WebM) · https://video.fosdem.org/2025/h1302/a.av1.webm'
  expect(
    listLinkChanges({ from: [page, slides], to: [page, recording, 'https://www.example.org/x/y'] }),
  ).toEqual([
    { what: 'added', name: 'Video recording (AV1/WebM)' },
    { what: 'added', name: 'example.org/y' },
    { what: 'removed', name: 'Slides' },
  ])
  // One link has no address, the other has a "·" in its title.
  expect(listLinkChanges({ from: [], to: ['Handout', 'Part 1 · Basics · https://example.org/1'] })).toEqual([
    { what: 'added', name: 'Handout' },
    { what: 'added', name: 'Part 1 · Basics' },
  ])
  expect(listLinkChanges({ from: [page, slides], to: [slides, page] })).toEqual([])
})

test('links with the same name show their address', () => {
  const at = (path: string) => `Slides · https://example.org/${path}`
  expect(listLinkChanges({ from: [at('old.pdf')], to: [at('new.pdf')] })).toEqual([
    { what: 'added', name: 'Slides · example.org/new.pdf' },
    { what: 'removed', name: 'Slides · example.org/old.pdf' },
  ])
  expect(listLinkChanges({ from: [at('1/a.pdf')], to: [at('2/a.pdf')] })).toEqual([
    { what: 'added', name: at('2/a.pdf') },
    { what: 'removed', name: at('1/a.pdf') },
  ])
  const bare = ['https://example.org/1/a.pdf', 'https://example.org/2/a.pdf']
  expect(listLinkChanges({ from: [], to: bare }).map(({ name }) => name)).toEqual(bare)
})

test.each(['en', 'fr', 'es', 'ru'])('in %s each link is marked as added or removed', (language) => {
  const { changes } = JSON.parse(
    readFileSync(new URL(`../../../core/i18n/${language}/interface.json`, import.meta.url), 'utf8'),
  )
  expect(changes.linkMarks.added).toMatch(/\p{L}.*:$/u)
  expect(changes.linkMarks.removed).toMatch(/\p{L}.*:$/u)
  expect(changes.linkMarks.added).not.toBe(changes.linkMarks.removed)
  expect(changes.reordered).toMatch(/\p{L}/u)
})
