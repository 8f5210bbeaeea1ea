import { expect, test } from 'vitest'
import { markdownToDoc } from '../markdown/to-doc.ts'
import { findPlace, type Place } from './places.ts'

const doc = markdownToDoc(`Before any time [@Anna](rapporteur:contact/anna).

[14:33](rapporteur:at/2016-11-17T13:33:07Z) [Decision:](rapporteur:decision) First.

- [ ] one
  - [x] within, see [Key message 3](rapporteur:key-message/octopus-2016/km-3)
- no task

[14:40](rapporteur:at/2016-11-17T13:40:00Z) [UNODC:](rapporteur:turn/contact/octopus-2016/unodc) [Question:](rapporteur:question) Who?

[14:47](rapporteur:at/2016-11-17T13:47:31Z) **See [Key message 3](rapporteur:key-message/octopus-2016/km-3)** again.

- [ ] [Decision:](rapporteur:decision) a task all the same
`)
const getText = (place: Place) => findPlace(doc, place)?.node.textContent

test('tasks, decisions and questions have the same positions as in the store', () => {
  expect(getText({ kind: 'task', index: 0 })).toBe('one')
  expect(getText({ kind: 'task', index: 1 })).toMatch(/^within/)
  expect(getText({ kind: 'task', index: 2 })).toMatch(/a task all the same$/)
  expect(getText({ kind: 'task', index: 3 })).toBeUndefined()
  expect(getText({ kind: 'decision', index: 0 })).toBe('First.')
  expect(getText({ kind: 'decision', index: 1 })).toBeUndefined()
  expect(getText({ kind: 'question', index: 0 })).toBe('Who?')
})

test('a mention is found in its entry, otherwise at its first occurrence', () => {
  const message = { kind: 'mention', target: 'key-message', id: 'km-3' } as const
  expect(getText({ ...message, at: '2016-11-17T13:47:31.000Z' })).toMatch(/again/)
  expect(getText({ ...message, at: '2016-11-17T13:33:07.000Z' })).toMatch(/^within/)
  expect(getText({ ...message, at: '2016-11-17T00:00:00.000Z' })).toMatch(/^within/)
  expect(getText({ kind: 'mention', target: 'contact', id: 'anna', at: null })).toMatch(/^Before/)
  expect(getText({ kind: 'mention', target: 'contact', id: 'unodc', at: null })).toBe('Who?')
  expect(getText({ kind: 'mention', target: 'contact', id: 'nobody', at: null })).toBeUndefined()
})

test('a line of the plain text is found by its letters, with names and labels', () => {
  const at = (text: string) => getText({ kind: 'text', text, words: [] })
  expect(at('UNODC: Question: Who?')).toBe('Who?')
  expect(at('within, see Key message 3')).toMatch(/^within/)
  expect(at('See Key message 3 again.')).toMatch(/again/)
  expect(at('Decision: First.')).toBe('First.')
  expect(at('not in the note')).toBeUndefined()
})

test('a picture is found by its content', () => {
  const [first, second] = ['0a'.repeat(32), '0b'.repeat(32)]
  const pictures = markdownToDoc(`![one](rapporteur:picture/${first})

- ![two](rapporteur:picture/${second})
`)
  const find = (sha256: string) => findPlace(pictures, { kind: 'picture', sha256 })?.node.attrs.alt
  expect(find(second)).toBe('two')
  expect(find(first)).toBe('one')
  expect(find('0c'.repeat(32))).toBeUndefined()
})
