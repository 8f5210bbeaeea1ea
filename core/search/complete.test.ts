import { expect, test } from 'vitest'
import { complete, removeUnfinished } from './complete.ts'
import { parseQuery } from './query.ts'

const values = { room: ['Room 1', 'Room 2'], day: ['Wednesday', 'Thursday'], tag: ['mla'] }
const texts = (text: string) => complete(text, 'en', values).map((completion) => completion.text)

test('completes the names of filters', () => {
  expect(texts('evidence ty')).toEqual(['evidence type:'])
  expect(texts('t')).toEqual([])
  expect(texts('evidence')).toEqual([])
  expect(complete('preuve éti', 'fr', values).map(({ text }) => text)).toEqual(['preuve étiquette:'])
})

test('completes values, with quotation marks around spaces', () => {
  expect(texts('evidence type:no')).toEqual(['evidence type:note '])
  expect(texts('room:')).toEqual(['room:"Room 1" ', 'room:"Room 2" '])
  expect(texts('day:thu')).toEqual(['day:Thursday '])
  expect(texts('tag:mla')).toEqual([])
  expect(texts('colour:r')).toEqual([])
})

test('offers operators and filters after a word and a space', () => {
  const start = ['evidence OR ', 'evidence -', 'evidence type:']
  expect(texts('evidence ').slice(0, 3)).toEqual(start)
  expect(texts('mutual legal ').slice(0, 2)).toEqual(['"mutual legal" ', 'mutual legal OR '])
  expect(texts('"mutual legal" aid ')[0]).toBe('"mutual legal" aid OR ')
  expect(texts('evidence type:note ')[0]).toBe('evidence type:note OR ')
  expect(complete('preuve ', 'fr', values)[0]?.text).toBe('preuve OU ')
  for (const nothing of ['', ' ', 'type:note ', 'evidence OR ']) expect(texts(nothing)).toEqual([])
})

test('an OR without a word after it is left out', () => {
  expect(removeUnfinished('evidence OR ')).toBe('evidence ')
  expect(removeUnfinished('доказательства ИЛИ')).toBe('доказательства ')
  expect(removeUnfinished('OR')).toBe('OR')
  expect(removeUnfinished('evidence OR b')).toBe('evidence OR b')
})

test('every completion is a filter that the search understands', () => {
  for (const language of ['en', 'fr', 'es', 'ru'] as const) {
    for (const start of ['type:', 'has:', 'тип:', 'con:', 'room:', 'day:']) {
      for (const { text } of complete(start, language, values)) {
        expect(parseQuery(text)).toMatchObject({ groups: [], filters: { count: 1 } })
      }
    }
  }
})

test('a filter without a valid value is left out until it has one', () => {
  expect(removeUnfinished('evidence type:')).toBe('evidence ')
  expect(removeUnfinished('evidence type:no')).toBe('evidence ')
  expect(removeUnfinished('evidence type:note')).toBe('evidence type:note')
  expect(removeUnfinished('evidence colour:')).toBe('evidence colour:')
})
