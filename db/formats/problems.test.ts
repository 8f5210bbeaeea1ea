import { expect, test } from 'vitest'
import type { Language } from '../../core/desktop.ts'
import { toEnglish } from '../../core/i18n/english-messages.ts'
import { message, shortenNames } from '../../core/i18n/message.ts'
import { parseFile } from '../import/formats/index.ts'
import { translateTo } from '../testing/translated.ts'
import { collectProblems } from './problems.ts'

test('lists warnings on wrong times first, then losses, then repairs', () => {
  const problems = collectProblems()
  problems.add(message('import.no-title'), 'a')
  problems.add(message('import.no-start'), 'b', 'loss')
  problems.add(message('import.zone-unknown'), 'c', 'time')
  problems.add(message('import.no-title'), 'd')
  expect(problems.list().map(toEnglish)).toEqual([
    'Unknown time zone: the times were read as conference time (1): c.',
    'No start: the session was left out (1): b.',
    'No title (2): a; d.',
  ])
})

test('lists the first names of many and counts all, including repeated ones', () => {
  const problems = collectProblems()
  for (let index = 0; index < 300; index += 1) {
    for (let time = 0; time < 2; time += 1)
      problems.add(message('import.no-title'), message('common.quoted', { name: index }))
  }
  const [text = ''] = problems.list().map(toEnglish)
  expect(text).toMatch(/^No title \(600\): “0” × 2; “1” × 2; .*“199” × 2; and 200 more\.$/)
})

test('shortens a warning with many names in every language, and no other warning', () => {
  const shorten = (count: number) => {
    const problems = collectProblems()
    for (let index = 0; index < count; index += 1)
      problems.add(
        message('import.no-title'),
        message('common.quoted-line', { name: String(index), line: index }),
      )
    const [warning] = problems.list()
    return warning ? shortenNames(warning, 3) : null
  }
  const getText = (count: number, language: Language = 'en') => {
    const { short } = shorten(count) ?? {}
    return short && translateTo(short, language)
  }
  const english = 'No title (29): “0” (line 0); “1” (line 1); “2” (line 2).'
  expect(getText(29)).toBe(english)
  expect(shorten(29)?.leftOutCount).toBe(26)
  // A warning is shortened only if at least two names are left out.
  expect([shorten(5)?.leftOutCount, shorten(4), shorten(1)]).toEqual([2, null, null])
  expect(shortenNames(message('import.no-sessions'), 3)).toBeNull()
  // Names beyond the stored ones are counted too.
  expect(getText(300)).toBe(english.replace('29', '300'))
  expect(shorten(300)?.leftOutCount).toBe(297)
  expect(getText(300, 'fr')).toMatch(/^Pas de titre \(300\)\u00a0: «\u00a00\u00a0»/)
})

test('lists the occurrences of a series once, and an unknown time zone first', () => {
  const calendar = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'X-WR-TIMEZONE:Europe/Paris',
    'BEGIN:VTODO',
    'SUMMARY:Trivia',
    'END:VTODO',
    'BEGIN:VEVENT',
    'UID:1',
    'SUMMARY:Forever',
    'DTSTART;TZID=Middle-earth:20260504T090000',
    'RRULE:FREQ=DAILY;COUNT=190',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
  const { bundle, warnings } = parseFile(new TextEncoder().encode(calendar), 'forever.ics')
  expect(bundle.sessions).toHaveLength(190)
  const [first, ...others] = warnings.map(toEnglish)
  expect(first).toBe(
    'Unknown time zone: the times were read as conference time (190): “Forever” (line 7): “Middle-earth” × 190.',
  )
  expect(others).toContainEqual(
    expect.stringContaining('The file gives no end: none is shown (190): “Forever” (line 7) × 190.'),
  )
  expect(others).toContainEqual(expect.stringContaining('Tasks and journals'))
})
