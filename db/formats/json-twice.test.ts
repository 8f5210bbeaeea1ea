import { expect, test } from 'vitest'
import { toEnglish } from '../../core/i18n/english-messages.ts'
import { getBytes } from '../testing/bundles.ts'
import { parseWithEnglishWarnings } from '../testing/parse-with-english-warnings.ts'
import { readJson } from './json.ts'
import { collectProblems } from './problems.ts'

function listProblems(text: string): string[] {
  const problems = collectProblems()
  readJson(getBytes(text), problems)
  return problems.list().map(toEnglish)
}

test.each([
  ['in different objects', '{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}'],
  ['within texts', '{"a":"{\\"a\\":1}","b":"a:a:","c":["a","a"]}'],
  ['names that every JavaScript object has', '{"__proto__":1,"constructor":{"__proto__":2}}'],
  ['no object at all', '"a:b"'],
])('no repeated name is reported: %s', (_, text) => {
  expect(listProblems(text)).toEqual([])
})

test('a repeated name in an object is reported with every place but the first', () => {
  expect(
    listProblems(
      '{"a":1,\n  "b":{"x" :1,\n "x"\n:2},\n"\\u0061":[{"a":1}], "a":3,"__proto__":1,"__proto__":2}',
    ),
  ).toEqual([
    'A name occurs more than once in an object of the file: its last value was read, the others were left out (4): line 3 column 2: “x”; line 5 column 1: “a”; line 5 column 21: “a”; line 5 column 41: “__proto__”.',
  ])
})

test('a room that a day has twice loses sessions, which is reported', () => {
  const event = (id: number) => ({
    id,
    title: `T${id}`,
    date: `2026-05-04T0${id}:00:00+02:00`,
    duration: '1:00',
  })
  const rooms = `{"A":[${JSON.stringify(event(1))}],"A":[${JSON.stringify(event(2))}]}`
  const file = `{"schedule":{"conference":{"title":"C","days":[{"date":"2026-05-04","rooms":\n${rooms}}]}}}`
  const { bundle, warnings } = parseWithEnglishWarnings(getBytes(file), 'schedule.json', {
    timeZone: 'Europe/Paris',
  })
  expect(bundle.sessions).toMatchObject([{ title: 'T2' }])
  expect(warnings).toContainEqual(
    expect.stringMatching(/^A name occurs more than once .*\(1\): line 2 column \d+: “A”\.$/),
  )
})

test('at most a thousand repeated names are reported', () => {
  const text = `{${'"a":1,'.repeat(300_000)}"b":"${'\\n'.repeat(1_000_000)}"}`
  expect(listProblems(text)).toEqual([expect.stringContaining('(1000)')])
})
