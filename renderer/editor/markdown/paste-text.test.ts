import { expect, test } from 'vitest'
import { open } from '../testing/typist.ts'
import { isClearlyMarkdown, parseAsLines, parsePastedText } from './paste-text.ts'
import { markdownToDoc } from './to-doc.ts'

/** The text of each paragraph, as a reader sees it. */
const read = (markdown: string) =>
  markdownToDoc(markdown).children.map((block) => block.textBetween(0, block.content.size, '\n'))

test.each([
  ['an address', 'Council of Europe\nAvenue de l’Europe\r\nF-67075 Strasbourg'],
  ['stars within a line', 'Line one\nLine two\n5*3*2'],
  ['underscores and a link', 'see file_name_1 and [x](y), _really_, **not bold**'],
  ['one line like a heading', '# not heading?'],
  ['a single bullet', '- only one'],
  ['quoted mail', '> they wrote\n> two lines'],
  ['a mail with a list in the middle', 'Bring:\n- passport\n- badge\nRegards,\nAna'],
  ['numbers with a gap', '7. Fees\n9. Languages'],
  ['HTML and an entity', '<b>not bold</b>\n&amp; == ~~x~~ `y`'],
])('plain text stays unchanged: %s', (_, text) => {
  const { markdown } = open('x').press('Enter').paste(text)
  expect(read(markdown).at(-1)).toBe(text.replaceAll('\r\n', '\n'))
  expect(markdownToDoc(markdown).childCount).toBe(2)
  expect(markdownToDoc(markdown).lastChild?.type.name).toBe('paragraph')
})

test('a blank line starts a new paragraph', () => {
  const { markdown } = open('').setClock('14:33').paste('\none\ntwo\n \n\nthree\n')
  expect(read(markdown)).toEqual(['one\ntwo', 'three'])
})

test.each([
  ['headings', '# Agenda\n\n## Opening\n'],
  ['a list', '- one\n- two\n  more\n\nafter\n'],
  ['tasks', '- [ ] one\n- [x] two\n'],
  ['numbers', '1. one\n2. two\n'],
  ['code', '```\na * b\n```\n'],
  ['a table', '| a | b |\n| - | - |\n| c | d |\n'],
])('text that is clearly Markdown is read as Markdown: %s', (_, markdown) => {
  expect(isClearlyMarkdown(markdown)).toBe(true)
  expect(open('').paste(markdown).state.doc.firstChild?.type.name).not.toBe('paragraph')
})

test('line breaks stay in Markdown, too', () => {
  expect(open('').paste('- one\n- two\n\nRegards,\nAna').markdown).toBe('- one\n- two\n\nRegards,\\\nAna\n')
})

test('even Markdown stays as typed if pasted without formatting', () => {
  const text = '# Agenda\n- [ ] one\n- **two**'
  expect(parsePastedText(text).content.firstChild?.type.name).toBe('heading')
  expect(parseAsLines(text).content.textBetween(0, parseAsLines(text).content.size, '', '\n')).toBe(text)
})
