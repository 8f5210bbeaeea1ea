/** Typing speakers, questions, tasks with assignee and due date, and sessions. */
import { expect, test } from 'vitest'
import { createNoteCommands } from '../commands/note-commands.ts'
import { openAssignment } from '../commands/open-picker.ts'
import { pickerKey } from '../plugins/picker-state.ts'
import { open } from '../testing/typist.ts'

const text = (note: { markdown: string }) =>
  note.markdown.replaceAll(/\[\d\d:\d\d\]\(rapporteur:at[^)]*\) ?/g, '')
const unodc = '[UNODC:](rapporteur:turn/contact/octopus-2016/unodc)'

test.each([
  ['? who pays', '[Question:](rapporteur:question) who pays\n'],
  ['! report both', '[Decision:](rapporteur:decision) report both\n'],
  ['UNODC: slow', `${unodc} slow\n`],
  ['unodc: slow', `${unodc} slow\n`],
  ['Nobody: slow', 'Nobody: slow\n'],
  ['at 14:30: we', 'at 14:30: we\n'],
])('typing %s gives %j', (typed, written) => {
  expect(text(open('').type(typed))).toBe(written)
})

test('a speaker can be picked with a key and a few letters', () => {
  expect(text(open('').press('Ctrl-Shift-s').type('un').press('Enter').type('slow'))).toBe(`${unodc} slow\n`)
  expect(text(open('').press('Ctrl-Shift-s').type('UNODC: slow'))).toBe(`${unodc} slow\n`)
})

test('a person in no list is added as typed', () => {
  const written = '[The chair:](rapporteur:turn) thanks\n'
  expect(text(open('').press('Ctrl-Shift-s').type('The chair').press('Enter').type('thanks'))).toBe(written)
  expect(text(open('').press('Ctrl-Shift-s').type('The chair: thanks'))).toBe(written)
})

test('a person typed once is offered again', () => {
  const note = open('[The chair:](rapporteur:turn) thanks\n').press('Enter', 'Ctrl-Shift-s')
  expect(text(note.type('the').press('Enter').type('again'))).toBe(
    '[The chair:](rapporteur:turn) thanks\n\n[The chair:](rapporteur:turn) again\n',
  )
})

test('the speaker can be added later, and the caret returns to its place', () => {
  const note = open('Cooperation is slow.\n').press('Ctrl-Shift-s').type('un').press('Enter').type('!')
  expect(text(note)).toBe(`${unodc} Cooperation is slow.!\n`)
})

test('moving the caret into existing text does not open the speaker picker', () => {
  const note = open('abc\n').placeCaretBefore('abc').press('Ctrl-Shift-s')
  expect(pickerKey.getState(note.state)?.query).toBe('')
  note.placeCaretBefore('bc')
  expect(pickerKey.getState(note.state)).toBeNull()
})

test('Escape keeps the typed text', () => {
  const note = open('').press('Ctrl-Shift-s').type('We resume').press('Escape')
  expect(text(note)).toBe('We resume\n')
  expect(text(open('abc\n').press('Ctrl-Shift-s', 'Escape').type('d'))).toBe('abcd\n')
})

test('a block gets its time when its speaker is typed', () => {
  const note = open('').setClock('14:33').press('Ctrl-Shift-s').type('un').press('Enter')
  expect(note.markdown).toBe(`[14:33](rapporteur:at/2016-11-17T13:33:00Z) ${unodc}\n`)
  expect(note.setClock('14:40').type('slow').markdown).toContain('13:33:00Z')
})

test('Backspace at the start removes the marks one by one', () => {
  const note = open(`[Internal:](rapporteur:internal) ${unodc} [Question:](rapporteur:question) x\n`)
  note.placeCaretBefore('x').press('Backspace')
  expect(note.markdown).toBe(`[Internal:](rapporteur:internal) ${unodc} x\n`)
  expect(note.press('Backspace').markdown).toBe('[Internal:](rapporteur:internal) x\n')
  expect(note.press('Backspace').markdown).toBe('x\n')
})

test('a new line has no speaker', () => {
  expect(text(open(`${unodc} slow\n`).press('Enter').type('next'))).toBe(`${unodc} slow\n\nnext\n`)
})

test('a question is not a decision, and a speaker may ask or decide', () => {
  const note = open(`${unodc} x\n`).press('Ctrl-d')
  expect(note.markdown).toBe(`${unodc} [Decision:](rapporteur:decision) x\n`)
  expect(note.press('Ctrl-Shift-d').markdown).toBe(`${unodc} [Question:](rapporteur:question) x\n`)
  expect(note.press('Ctrl-Shift-d').markdown).toBe(`${unodc} x\n`)
})

test('a task names its assignee and due date', () => {
  const note = open('').type('[] Send it').press('Ctrl-Shift-f').type('jane').press('Enter')
  expect(text(note)).toBe('- [ ] Send it [for Jane Doe](rapporteur:for/speaker/octopus-2016/jane)\n')
  note.press('Ctrl-Shift-b').type('2016-12-01').press('Enter')
  expect(text(note)).toContain('octopus-2016/jane) [by 2016-12-01](rapporteur:due/2016-12-01)\n')
})

test('speakers in the note are offered as assignees', () => {
  const note = open('[The chair:](rapporteur:turn) thanks\n').press('Enter').type('[] Send it')
  note.press('Ctrl-Shift-f').type('ch').press('Enter')
  expect(text(note)).toContain('- [ ] Send it [for The chair](rapporteur:for)\n')
})

test('assigning a line makes it a task', () => {
  const note = open('Send it\n').press('Ctrl-Shift-f').type('the secretariat').press('Enter')
  expect(note.markdown).toBe('- [ ] Send it [for the secretariat](rapporteur:for)\n')
})

test('a task has a date on which to do it, besides its due date', () => {
  const note = open('- [ ] x [by 2016-12-01](rapporteur:due/2016-12-01)\n')
    .run(openAssignment('do'))
    .type('tom')
    .press('Enter')
  expect(note.markdown).toBe(
    '- [ ] x [by 2016-12-01](rapporteur:due/2016-12-01) [on 2016-11-18](rapporteur:do/2016-11-18)\n',
  )
})

test('a due date can be picked by the first letters of its name', () => {
  const note = open('- [ ] x\n').press('Ctrl-Shift-b').type('tom').press('Enter')
  expect(note.markdown).toBe('- [ ] x [by 2016-11-18](rapporteur:due/2016-11-18)\n')
})

test('Escape removes the space that a key inserted', () => {
  expect(open('- [ ] x\n').press('Ctrl-Shift-b', 'Escape').type('y').markdown).toBe('- [ ] xy\n')
})

test('a session is mentioned with #', () => {
  const note = open('').type('See #8').press('Enter').type('.')
  expect(text(note)).toBe('See [Workshop 8](rapporteur:session/octopus-2016/workshop-8).\n')
})

test('# also starts a heading or a number', () => {
  expect(text(open('').type('# Title'))).toBe('# Title\n')
  expect(text(open('').type('is #12 of').press('Enter').type('x'))).toBe('is #12 of\n\nx\n')
})

test('the slash list has every command', () => {
  const clock = { now: () => '', timeZone: 'UTC' }
  const commands = createNoteCommands(
    clock,
    (kind) => kind,
    () => {},
  )
  for (const { id } of commands) {
    const note = open('').type(`/${id}`)
    const rows = pickerKey.getState(note.state)?.rows ?? []
    expect(rows[0]?.href, id).toBe(id)
  }
  expect(text(open('').type('/question').press('Enter').type('who'))).toBe(
    '[Question:](rapporteur:question) who\n',
  )
  expect(text(open('').type('/internal').press('Enter').type('not yet'))).toBe(
    '[Internal:](rapporteur:internal) not yet\n',
  )
  expect(text(open('').type('and/or'))).toBe('and/or\n')
  expect(text(open('').type('a /b c'))).toBe('a /b c\n')
})

test('quotes and lists have keys', () => {
  expect(text(open('a\n').press('Ctrl->'))).toBe('> a\n')
  expect(text(open('a\n').press('Ctrl-Shift-8'))).toBe('- a\n')
  expect(text(open('a\n').press('Ctrl-Shift-7'))).toBe('1. a\n')
})
