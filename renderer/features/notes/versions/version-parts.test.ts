import { expect, test } from 'vitest'
import { parseNote } from '../../../../core/note-format/index.ts'
import { getParts, writePart } from './version-parts.ts'

const time = '[14:33](rapporteur:at/2016-11-17T13:33:00Z)'
const level = '[Private:](rapporteur:private)'
const speaker = '[UNODC:](rapporteur:turn/contact/octopus-2016/unodc)'

const write = (markdown: string) => {
  const root = parseNote(markdown)
  return getParts(root).map((part) => writePart(root, part, 'Europe/Paris'))
}

test('a part is copied with its time, its level of confidentiality and its speaker', () => {
  const text = `${time} ${level} ${speaker} Slow:\n\n1. one\n2. two\n   - three\n\n> four\n\n| a |\n| - |\n`
  expect(write(text)).toEqual([
    `${time} ${level} ${speaker} Slow:\n`,
    `1. ${time} ${level} ${speaker} one\n`,
    `2. ${time} ${level} ${speaker} two\n   - three\n`,
    `> ${time} ${level} ${speaker} four\n`,
    `${time} ${level} ${speaker}\n\n| a |\n| - |\n`,
  ])
})

test('a part keeps its own marks, and gets none that do not apply to it', () => {
  expect(write(`- [ ] one\n- ${level} two\n- three\n\n${time} four\n`)).toEqual([
    '- [ ] one\n',
    `- ${level} two\n`,
    '- three\n',
    `${time} four\n`,
  ])
  expect(write(`${time} ${speaker} one\n\n[Decision:](rapporteur:decision) two\n`)[1]).toBe(
    `${time} [Decision:](rapporteur:decision) two\n`,
  )
})
