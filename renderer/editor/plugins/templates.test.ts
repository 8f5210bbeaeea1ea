import { expect, test } from 'vitest'
import { HERE } from '../../../core/note-format/index.ts'
import { open } from '../testing/typist.ts'
import { insertTemplate, isEmptyNote } from './templates.ts'

const template = `## Points\n\n- ${HERE}\n\n## To do\n`

test('an empty note begins with it, without a time; what is typed where writing begins has one', () => {
  const note = open('')
  expect(isEmptyNote(note.state.doc)).toBe(true)
  note.run(insertTemplate(template))
  expect(note.markdown).toBe('## Points\n\n-\n\n## To do\n')
  note.clock('14:40').type('First point')
  expect(note.markdown).toBe(
    '## Points\n\n- [14:40](rapporteur:at/2016-11-17T13:40:00Z) First point\n\n## To do\n',
  )
})

test('with text in it, it comes below the block of the caret', () => {
  const note = open('Before.\n\nAfter.\n')
  note.caretBefore('Before')
  note.run(insertTemplate(template))
  expect(note.markdown).toBe('Before.\n\n## Points\n\n-\n\n## To do\n\nAfter.\n')
  note.press('Ctrl-z')
  expect(note.markdown).toBe('Before.\n\nAfter.\n')
})
