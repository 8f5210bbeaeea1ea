import fc from 'fast-check'
import { expect, test } from 'vitest'
import { getTasks, parseNote, serialiseNote, setTaskBox } from './index.ts'
import { anyNote } from './testing/arbitraries.ts'

test('changes one box and no other byte', () => {
  const note = '# A\r\n\r\n- [ ] one\r\n* [X] two\r\n  - [ ] within\r\n\r\n> 1. [ ] quoted\r\n'
  expect(setTaskBox(note, 0, true)).toBe(note.replace('[ ] one', '[x] one'))
  expect(setTaskBox(note, 1, false)).toBe(note.replace('[X] two', '[ ] two'))
  expect(setTaskBox(note, 2, true)).toBe(note.replace('[ ] within', '[x] within'))
  expect(setTaskBox(note, 3, true)).toBe(note.replace('[ ] quoted', '[x] quoted'))
  expect(setTaskBox(note, 4, true)).toBeNull()
  expect(setTaskBox('no task [ ] here\n', 0, true)).toBeNull()
})

test('any task of any note can be ticked without changing another', () => {
  fc.assert(
    fc.property(anyNote, (note) => {
      const markdown = serialiseNote(note)
      const before = getTasks(parseNote(markdown))
      for (const { index, done } of before) {
        const ticked = setTaskBox(markdown, index, !done)
        if (ticked === null) throw new Error(`task ${index} was not found`)
        const after = getTasks(parseNote(ticked))
        expect(after.map((task) => task.done)).toEqual(
          before.map((task) => (task.index === index ? !done : task.done)),
        )
        expect(setTaskBox(ticked, index, done)).toBe(markdown)
      }
    }),
    { numRuns: 100, seed: 2016 },
  )
})
