import { expect, test } from 'vitest'
import { inEnglish, inWords, said, saidAbout, withFewNames } from '../../core/message.ts'
import { parseFile } from '../import/formats/index.ts'
import { collectProblems } from './problems.ts'

test('what may make times wrong is said first, then what is lost, then what was repaired', () => {
  const problems = collectProblems()
  problems.add(said`It has no title`, 'a')
  problems.add(said`Nothing says when it starts: it was left out`, 'b', 'loss')
  problems.add(said`Nobody knows its time zone: its times were read as times of the conference`, 'c', 'time')
  problems.add(said`It has no title`, 'd')
  expect(problems.list().map(inEnglish)).toEqual([
    'Nobody knows its time zone: its times were read as times of the conference (1): c.',
    'Nothing says when it starts: it was left out (1): b.',
    'It has no title (2): a; d.',
  ])
})

test('of many names the first are said, and every one is counted, also where it comes again', () => {
  const problems = collectProblems()
  for (let index = 0; index < 300; index += 1) {
    problems.add(said`It has no title`, `“${index}”`)
    problems.add(said`It has no title`, said`“${index}”`)
  }
  const [text = ''] = problems.list().map(inEnglish)
  expect(text).toMatch(/^It has no title \(600\): “0” × 2; “1” × 2; .*“199” × 2; and 200 more\.$/)
})

test('a warning of many names is cut to the first, in words that every language has, and no other is', () => {
  const of = (count: number) => {
    const problems = collectProblems()
    for (let index = 0; index < count; index += 1)
      problems.add(said`It has no title`, said`“${index}” (line ${index})`)
    return withFewNames(problems.list()[0] ?? said``, 3)
  }
  const short = 'It has no title (29): “0” (line 0); “1” (line 1); “2” (line 2).'
  expect(inEnglish(of(29)?.few ?? said``)).toBe(short)
  expect(of(29)?.more).toBe(26)
  // One more is read as quickly as that there is one more.
  expect([of(5)?.more, of(4), of(1)]).toEqual([2, null, null])
  expect(withFewNames(said`Nothing to name here.`, 3)).toBeNull()
  // Those beyond what is named at all count as well.
  expect(inEnglish(of(300)?.few ?? said``)).toBe(short.replace('29', '300'))
  expect(of(300)?.more).toBe(297)
  const words = { '{0} ({1}): {2}.': '{0} ({1}) : {2}.' }
  expect(inWords(of(300)?.few ?? said``, words)).toMatch(/\(300\) : “0”/)
})

test('the occurrences of a series are named once, and an unknown zone stands before the rest', () => {
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
  const [first, ...others] = warnings.map(inEnglish)
  expect(first).toBe(
    'Nobody knows its time zone: its times were read as times of the conference (190): “Forever” (line 7): “Middle-earth” × 190.',
  )
  expect(others).toContainEqual(
    expect.stringContaining('The file gives no end: none is shown (190): “Forever” (line 7) × 190.'),
  )
  expect(others).toContainEqual(expect.stringContaining('Tasks and journals'))
})

test('what a warning is about stays with it', () => {
  const problems = collectProblems()
  problems.add(saidAbout('title', said`It has no title`))
  expect(problems.list()).toEqual([expect.objectContaining({ about: 'title' })])
})
