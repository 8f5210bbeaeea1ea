import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { Selection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { countEntries as countInMarkdown, parseNote } from '../../../core/note-format/index.ts'
import { realData, testWithRealFiles } from '../../../tests/real-files.ts'
import { markdownToDoc } from '../markdown/to-doc.ts'
import { open } from '../testing/typist.ts'
import { countEntries, getCurrentEntry } from './entries.ts'
import { getSidenotes } from './sidenotes.ts'

const time = (minute: number) => `[14:${minute}](rapporteur:at/2016-11-17T13:${minute}:00Z)`
const note = `${time(33)} Opening

${time(41)} Two kinds:

- one [KM 1](rapporteur:key-message/octopus-2016/km-1)
- two
- [ ] ${time(44)} Read [KM 1](rapporteur:key-message/octopus-2016/km-1) and [KM 1](rapporteur:key-message/octopus-2016/km-1)

${time(47)} [Decision:](rapporteur:decision) Report
`

/** The first and last line of the entry around the text. */
function getEntryAround(text: string) {
  const { state } = open(note).placeCaretBefore(text)
  const entry = getCurrentEntry(state)
  return entry && [state.doc.nodeAt(entry.first)?.textContent, state.doc.nodeAt(entry.last)?.textContent]
}

test('an entry extends from its time to the next one', () => {
  expect(getEntryAround('Opening')).toEqual(['Opening', 'Opening'])
  expect(getEntryAround('two')).toEqual(['Two kinds:', 'two'])
  expect(getEntryAround('Two kinds')).toEqual(['Two kinds:', 'two'])
  expect(getEntryAround('Read')?.[0]).toMatch(/^Read/)
})

test('a new empty line will be its own entry', () => {
  const { state } = open(note).press('Enter')
  expect(getCurrentEntry(state)).toMatchObject({ hasTime: false })
  expect(state.doc.nodeAt(getCurrentEntry(state)?.first ?? 0)?.content.size).toBe(0)
})

test('a line before the first time is on its own', () => {
  const { state } = open('a\n\nb\n').placeCaretBefore('a')
  expect(getCurrentEntry(state)).toEqual({ first: 0, last: 0, hasTime: false })
})

test('counts entries as the rest of the app does', () => {
  expect(countEntries(markdownToDoc(note))).toBe(4)
  expect(countEntries(markdownToDoc(''))).toBe(0)
  expect(countEntries(markdownToDoc('text\n'))).toBe(1)
  const minutes = readFileSync(join(import.meta.dirname, '../../../tests/fixtures/notes/minutes.md'), 'utf8')
  expect(countEntries(markdownToDoc(minutes))).toBe(countInMarkdown(parseNote(minutes)))
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(`${time(33)} a\n\n`, '- b\n', `- [ ] ${time(44)} c\n`, '\n', '> d\n\n')),
      (parts) => {
        const markdown = parts.join('')
        expect(countEntries(markdownToDoc(markdown))).toBe(countInMarkdown(parseNote(markdown)))
      },
    ),
  )
})

testWithRealFiles('counts what the rest of the app counts in real minutes', () => {
  const corpus = join(realData, 'notes', 'tc39')
  for (const name of globSync('**/*.md', { cwd: corpus }).slice(0, 10)) {
    const markdown = readFileSync(join(corpus, name), 'utf8')
    expect(countEntries(markdownToDoc(markdown)), name).toBe(countInMarkdown(parseNote(markdown)))
  }
})

const describeLevel = (level: string) => ({ title: level, text: '' })

test('sidenotes are beside their entry, in order, each once', () => {
  const doc = markdownToDoc(note)
  const notes = getSidenotes(doc, {
    describe: ({ id }) => ({ title: `Message ${id}`, text: 'words' }),
    decision: 'Decision',
    question: 'Question',
    task: 'Task',
    describeDate: (_, date) => date,
    describeLevel,
  })
  expect(notes.map(({ title, pos }) => [title, doc.nodeAt(pos)?.textContent.slice(0, 4)])).toEqual([
    ['Message km-1', 'Two '],
    ['Task', 'Read'],
    ['Message km-1', 'Read'],
    ['Decision', 'Repo'],
  ])
  expect(notes.map(({ mention }) => mention?.id ?? null)).toEqual(['km-1', null, 'km-1', null])
})

test('a mention whose target is missing has no sidenote', () => {
  expect(
    getSidenotes(markdownToDoc(note), {
      describe: () => null,
      decision: 'D',
      question: 'Q',
      task: 'T',
      describeDate: (_, date) => date,
      describeLevel,
    }).map(({ kind }) => kind),
  ).toEqual(['task', 'decision'])
})

test('the sidenote of a task has its dates but not its assignee', () => {
  const doc = markdownToDoc(
    `- [ ] Ask [for Jane](rapporteur:for/contact/7d3b) [by 1 Dec](rapporteur:due/2016-12-01) [on 28 Nov](rapporteur:do/2016-11-28)\n\n[Question:](rapporteur:question) Who pays?\n`,
  )
  const source = {
    describe: () => ({ title: 'Jane', text: '' }),
    decision: 'D',
    question: 'Q',
    task: 'T',
    describeLevel,
  }
  const notes = getSidenotes(doc, { ...source, describeDate: (kind, date) => `${kind} ${date}` })
  expect(notes.map(({ title, text }) => [title, text])).toEqual([
    ['T', 'do 2016-11-28, due 2016-12-01'],
    ['Q', ''],
  ])
})

test('the caret starts at the end', () => {
  const { state } = open(note)
  expect(state.selection.eq(Selection.atEnd(state.doc))).toBe(true)
})
