import { expect, test } from 'vitest'
import { open, type Typist } from '../testing/typist.ts'
import { createCommonCommands } from './keymap.ts'
import { listRunnable } from './listed-commands.ts'
import { createNoteCommands } from './note-commands.ts'

const commands = [
  ...createNoteCommands(
    { now: () => '2016-11-17T13:52:07Z', timeZone: 'Europe/Paris' } as never,
    (kind) => kind,
    () => {},
  ),
  ...createCommonCommands(() => {}),
]

function list(note: Typist) {
  return listRunnable(
    note.state,
    commands,
    (id) => `The ${id}`,
    (command) => note.run((state, dispatch) => command(state, dispatch)),
  )
}
const ids = (note: Typist) => list(note).map(({ id }) => id)

test('commands are listed with their names and keys, or with what can be typed', () => {
  const listed = list(open('Words.'))
  expect(listed).toContainEqual(expect.objectContaining({ id: 'task', name: 'The task', key: 'Mod-t' }))
  expect(listed).toContainEqual(expect.objectContaining({ id: 'keyMessage', key: undefined, typed: '[[' }))
})

test('commands that cannot run at the caret are left out', () => {
  expect(ids(open('Words.'))).not.toContain('rowBelow')
  expect(ids(open('| a | b |\n| - | - |\n| c | d |').placeCaretBefore('c'))).toContain('rowBelow')
  const note = open('')
  expect(ids(note)).not.toContain('undo')
  expect(ids(note.type('Words.'))).toContain('undo')
})

test('a listed command runs at the caret', () => {
  const note = open('Some words.').select('words')
  list(note)
    .find(({ id }) => id === 'bold')
    ?.run()
  expect(note.markdown).toBe('Some **words**.\n')
})
