import { expect, test } from 'vitest'
import { MAX_NOTE_LENGTH } from '../../../core/note-format/index.ts'
import { completeAddress, isOpenable, isSafeLink } from '../schema/links.ts'
import { open } from '../testing/typist.ts'
import { clipboardProps, sliceToText } from './paste.ts'
import { parsePastedText } from './paste-text.ts'
import { markdownToDoc } from './to-doc.ts'

test('copied text is Markdown without times and rapporteur: links', () => {
  const doc = markdownToDoc(
    '[14:33](rapporteur:at/2016-11-17T13:33:07Z) Ask [@EUROJUST](rapporteur:contact/octopus-2016/eurojust) **now** [a](https://a.org)\n\n[14:47](rapporteur:at/2016-11-17T13:47:31Z) [Decision:](rapporteur:decision) Report.\n\n- [x] done\n',
  )
  expect(sliceToText(doc.slice(0, doc.content.size))).toBe(
    'Ask @EUROJUST **now** [a](https://a.org)\n\nDecision: Report.\n\n- [x] done',
  )
})

test('copied text names its speakers and questions, and has no sign of its level', () => {
  const doc = markdownToDoc(
    '[14:33](rapporteur:at/2016-11-17T13:33:07Z) [Private:](rapporteur:private) [UNODC:](rapporteur:turn) [Question:](rapporteur:question) Who?\n\n# [UNODC:](rapporteur:turn) Costs\n',
  )
  expect(sliceToText(doc.slice(0, doc.content.size))).toBe('UNODC: Question: Who?\n\n# UNODC: Costs')
})

/** As much of a document as the serializer needs. */
function createElement(tag: string): Element {
  const attributes: string[] = []
  const children: unknown[] = []
  const element = {
    setAttribute: (name: string, value: string) => attributes.push(` ${name}="${value}"`),
    appendChild: (child: unknown) => children.push(child),
    toString: () => (tag ? `<${tag}${attributes.join('')}>${children.join('')}</${tag}>` : children.join('')),
  }
  return element as unknown as Element
}
const page = {
  createElement,
  createDocumentFragment: () => createElement(''),
  createTextNode: (text: string) => text,
} as unknown as Document
const getHtml = (markdown: string, from = 0, to?: number) => {
  const { content } = markdownToDoc(markdown).slice(from, to)
  return `${clipboardProps.clipboardSerializer?.serializeFragment(content, { document: page })}`
}

test('HTML for other programs names speakers, decisions and questions', () => {
  const decision = '[UNODC:](rapporteur:turn) [Decision:](rapporteur:decision) Report.'
  expect(getHtml(`${decision}\n\n- [Question:](rapporteur:question) Who?\n`)).toBe(
    '<p data-turn="rapporteur:turn" data-turn-text="UNODC:" data-decision="Decision:">' +
      '<strong data-labels="">UNODC: Decision: </strong><span>Report.</span></p>' +
      '<ul><li><p data-question="Question:"><strong data-labels="">Question: </strong><span>Who?</span></p></li></ul>',
  )
  expect(getHtml(`${decision}\n`, 1, 4)).not.toContain('strong')
})

test('a selection within a heading or list item is copied as plain text', () => {
  const heading = markdownToDoc('# one two\n')
  expect(sliceToText(heading.slice(1, 4, true))).toBe('one')
  const item = markdownToDoc('- one two\n')
  expect(sliceToText(item.slice(3, 6, true))).toBe('one')
})

test('a table survives copy and paste', () => {
  const table = '| a | b |\n| - | - |\n| c | d |'
  const slice = parsePastedText(table)
  expect(slice.content.childCount).toBe(1)
  expect(sliceToText(slice)).toBe(table)
})

test('a paste that would make the note too long is refused with a message', () => {
  const note = open('x\n').paste('word '.repeat(MAX_NOTE_LENGTH / 5))
  expect([note.markdown, note.opened]).toEqual(['x\n', ['too long']])
  // The text is short enough, but longer when written as Markdown.
  note.paste('*'.repeat(MAX_NOTE_LENGTH / 2))
  expect([note.markdown, note.opened.length]).toEqual(['x\n', 2])
  expect(note.paste('y').type('z').markdown).toBe('xyz\n')
})

test('only addresses of web pages, e-mail and Rapporteur are safe', () => {
  for (const href of ['https://coe.int', 'http://coe.int', 'mailto:a@coe.int']) {
    expect([isSafeLink(href), isOpenable(href)], href).toEqual([true, true])
  }
  expect([isSafeLink('rapporteur:contact/x'), isOpenable('rapporteur:contact/x')]).toEqual([true, false])
  for (const href of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    ' https://coe.int',
    'rapporteur:x',
    '/a',
  ]) {
    expect([isSafeLink(href), isOpenable(href)], href).toEqual([false, false])
  }
})

test('an incomplete address is completed', () => {
  expect(completeAddress('coe.int/cybercrime')).toBe('https://coe.int/cybercrime')
  expect(completeAddress('a@coe.int')).toBe('mailto:a@coe.int')
  expect(completeAddress('https://coe.int')).toBe('https://coe.int')
  expect(completeAddress('javascript:alert(1)')).toBeNull()
  expect(completeAddress('two words')).toBeNull()
})
