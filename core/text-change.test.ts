import { expect, test } from 'vitest'
import { findTextChange } from './text-change.ts'

const sentences = Array.from({ length: 30 }, (_, index) => `Point ${index} of the agenda is read out.`)
const long = sentences.join(' ')
const read = (from: string, to: string) =>
  findTextChange(from, to)?.map(({ before, changed, after }) => `${before}[${changed}]${after}`)

test('a long text is reduced to the changed words and some context', () => {
  const changed = long.replace('Point 15 of', 'Item 15 of')
  expect(read(long, changed)).toEqual([
    '…Point 14 of the agenda is read out. [Point] 15 of the agenda is read out. Point 16…',
    '…Point 14 of the agenda is read out. [Item] 15 of the agenda is read out. Point 16…',
  ])
  // Words that only partly agree count as different.
  const half = long.replace('Point 15 of', 'Pointers 15 of')
  expect(read(long, half)?.[1]).toContain('[Pointers] 15')
})

test('added or removed text is marked alone', () => {
  expect(read(long, `${long} Bring the annex.`)).toEqual([
    '…Point 29 of the agenda is read out.[]',
    '…Point 29 of the agenda is read out.[ Bring the annex.]',
  ])
  expect(read(`Cancelled before. ${long}`, long)).toEqual([
    '[Cancelled before. ]Point 0 of the agenda is read out. Point…',
    '[]Point 0 of the agenda is read out. Point…',
  ])
  // A repeated sentence: the unchanged part must not be counted as common twice.
  const [from, to] = read(long, long.replace(sentences[3] as string, `${sentences[3]} ${sentences[3]}`)) ?? []
  expect(from).toContain('[]')
  expect(to).toMatch(/\[.{20,60}\]/)
})

test('a completely new text is cut in the middle', () => {
  const [from, to] = findTextChange('', long) ?? []
  expect(from).toEqual({ before: '', changed: '', after: '' })
  expect(to?.changed).toMatch(/^Point 0 of .*[\w.]… …\w+.* read out\.$/)
  expect(to?.changed.length).toBeLessThan(220)
})

test('short texts are shown in full, and changes of white space are ignored', () => {
  expect(read('One.\nTwo.', 'One.\nThree.')).toEqual(['[One.\nTwo.]', '[One.\nThree.]'])
  expect(findTextChange('One.  Two.', ' One.\n\nTwo.')).toBeNull()
  expect(findTextChange(long, long.replaceAll('. ', '.\n\n'))).toBeNull()
})

test('text without spaces is cut too, but never within a character', () => {
  const chinese = '大会第一议题讨论电子证据的跨境获取问题'.repeat(20)
  const [from, to] = findTextChange(chinese, `${chinese.slice(0, 200)}新${chinese.slice(200)}`) ?? []
  expect(from?.before.length).toBeLessThan(50)
  expect(to?.changed).toContain('新')
  expect(to?.changed.length).toBeLessThan(10)
  const smile = `${'a'.repeat(150)}😀${'b'.repeat(150)}`
  for (const side of findTextChange(smile, smile.replace('😀', '😁')) ?? [])
    for (const text of Object.values(side)) expect(text.isWellFormed()).toBe(true)
})
