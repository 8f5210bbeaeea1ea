import { expect, test } from 'vitest'
import { CARET_MARKER } from '../../../core/note-format/index.ts'
import { open } from '../testing/typist.ts'
import { insertTemplate, isEmptyNote } from './templates.ts'

const template = `## Points\n\n- ${CARET_MARKER}\n\n## To do\n`

test('an empty note takes the template without a time; text typed at its writing position gets one', () => {
  const note = open('')
  expect(isEmptyNote(note.state.doc)).toBe(true)
  note.run(insertTemplate(template))
  expect(note.markdown).toBe('## Points\n\n-\n\n## To do\n')
  note.setClock('14:40').type('First point')
  expect(note.markdown).toBe(
    '## Points\n\n- [14:40](rapporteur:at/2016-11-17T13:40:00Z) First point\n\n## To do\n',
  )
})

test('in a note with text, the template is inserted below the block at the caret', () => {
  const note = open('Before.\n\nAfter.\n')
  note.placeCaretBefore('Before')
  note.run(insertTemplate(template))
  expect(note.markdown).toBe('Before.\n\n## Points\n\n-\n\n## To do\n\nAfter.\n')
  note.press('Ctrl-z')
  expect(note.markdown).toBe('Before.\n\nAfter.\n')
})
