import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  getTaskLinks,
  getTasks,
  isTaskLinks,
  parseNote,
  serialiseNote,
  setTaskLinks,
  writeTaskLink,
} from './index.ts'
import { anyNote } from './testing/arbitraries.ts'

const boris = writeTaskLink('for Boris', {
  kind: 'for',
  who: { kind: 'member', conference: null, id: '7c9e6679-7425-40de-944b-e07fc1f90ae7' },
})
const unodc = '[for UNODC](rapporteur:for)'
const friday = writeTaskLink('by 25 Nov', { kind: 'due', date: '2016-11-25' })
const monday = '[by 28 Nov](rapporteur:due/2016-11-28)'

test('links are written as the editor writes them', () => {
  expect(boris).toBe('[for Boris](rapporteur:for/member/7c9e6679-7425-40de-944b-e07fc1f90ae7)')
  expect(friday).toBe('[by 25 Nov](rapporteur:due/2016-11-25)')
  expect(writeTaskLink('for [A]\nB', { kind: 'for', who: null })).toBe(
    String.raw`[for \[A\] B](rapporteur:for)`,
  )
})

test('assignees come before the dates, and a date at the end', () => {
  expect(setTaskLinks('- [ ] Send it.\n', 0, 'for', boris)).toBe(`- [ ] Send it. ${boris}\n`)
  expect(setTaskLinks(`- [ ] Send it. ${friday}\n`, 0, 'for', boris)).toBe(
    `- [ ] Send it. ${boris} ${friday}\n`,
  )
  expect(setTaskLinks(`- [ ] Send it. ${boris}\n`, 0, 'due', friday)).toBe(
    `- [ ] Send it. ${boris} ${friday}\n`,
  )
})

test('links are replaced where they are, and no other byte changes', () => {
  const note = `# A\r\n\r\n- [ ] one ${unodc} ${friday}\r\n- [ ] two ${unodc}\r\n`
  expect(setTaskLinks(note, 0, 'for', boris)).toBe(note.replace(unodc, boris))
  expect(setTaskLinks(note, 0, 'due', monday)).toBe(note.replace(friday, monday))
  expect(setTaskLinks(note, 1, 'for', '')).toBe(note.replace(`two ${unodc}`, 'two'))
  expect(setTaskLinks(`- [ ] ${unodc} ${boris} Call\n`, 0, 'for', '')).toBe('- [ ] Call\n')
  expect(setTaskLinks(note, 2, 'for', boris)).toBeNull()
})

test('a task without words keeps its assignee', () => {
  expect(setTaskLinks(`- [ ] ${unodc}\n`, 0, 'for', '')).toBeNull()
  expect(setTaskLinks(`- [ ] ${unodc}\n`, 0, 'for', boris)).toBe(`- [ ] ${boris}\n`)
})

test('text other than links of the given kind is rejected', () => {
  for (const text of ['', boris, `${unodc} ${boris}`]) expect(isTaskLinks(text, 'for')).toBe(true)
  for (const text of [
    friday,
    `and ${boris}`,
    `${boris}\n`,
    `- ${boris}`,
    '[a](https://a.example)',
    `**${boris}**`,
  ]) {
    expect(isTaskLinks(text, 'for')).toBe(false)
  }
})

test('any task of any note can be assigned without changing another', () => {
  fc.assert(
    fc.property(anyNote, (note) => {
      const markdown = serialiseNote(note)
      for (const { index } of getTasks(parseNote(markdown))) {
        const assigned = setTaskLinks(markdown, index, 'for', boris)
        if (assigned === null) continue
        expect(getTaskLinks(assigned, index, 'for')).toBe(boris)
        expect(getTasks(parseNote(assigned)).map(({ text, done }) => [text, done])).toEqual(
          getTasks(parseNote(markdown)).map(({ text, done }) => [text, done]),
        )
      }
    }),
    { numRuns: 100, seed: 2016 },
  )
})
