import { readFileSync } from 'node:fs'
import type { PhrasingContent, Root, RootContent } from 'mdast'
import { expect, test } from 'vitest'
import { parseNote, serialiseNote } from './index.ts'

const note = (...children: RootContent[]): Root => ({ type: 'root', children })
const paragraph = (...children: PhrasingContent[]): RootContent => ({ type: 'paragraph', children })
const text = (value: string): PhrasingContent => ({ type: 'text', value })
const rewrite = (markdown: string) => serialiseNote(parseNote(markdown))

test('an empty note is written as an empty text', () => {
  expect(serialiseNote(note())).toBe('')
  expect(serialiseNote(note(paragraph()))).toBe('')
  expect(rewrite(' \n\n\t\n')).toBe('')
})

test('the example in the documentation is in canonical form', () => {
  const format = readFileSync(new URL('../../docs/note-format.md', import.meta.url), 'utf8')
  const example = /```markdown\n([\s\S]*?)```/.exec(format)?.[1] ?? ''
  expect(example).toContain('rapporteur:at/')
  expect(rewrite(example)).toBe(example)
})

test('other ways to write the same get the canonical form', () => {
  expect(rewrite('Title\n=====\n\n* a\n* b\n\n***\n\n~~~\ncode\n~~~\n\n_a_ __b__\n')).toBe(
    '# Title\n\n- a\n- b\n\n---\n\n```\ncode\n```\n\n*a* **b**\n',
  )
  expect(rewrite('a\r\nb\rc')).toBe('a\nb\nc\n')
  expect(rewrite('Two\nlines\n---')).toBe('## Two lines\n')
})

test('a highlight has exactly two equals signs on either side', () => {
  const highlight = (markdown: string) => parseNote(markdown).children[0]
  expect(highlight('==a *b*==')).toMatchObject({
    children: [{ type: 'highlight', children: [{ type: 'text' }, { type: 'emphasis' }] }],
  })
  for (const plain of ['=a=', '===a===', '== a ==', 'a == b', '==a', '\\==a==']) {
    expect(highlight(plain)).toMatchObject({ children: [{ type: 'text' }] })
  }
  expect(rewrite('**==a==** and ~~==b==~~\n')).toBe('**==a==** and ~~==b==~~\n')
})

test('one tilde or equals sign needs no escape, two do', () => {
  expect(serialiseNote(note(paragraph(text('About ~30 people, a = b, x~~y~~'))))).toBe(
    'About ~30 people, a = b, x\\~\\~y\\~\\~\n',
  )
  expect(rewrite('~~30~~ and ~30~\n')).toBe('~~30~~ and ~30~\n')
})

test('spaces that Markdown ignores are not written', () => {
  expect(serialiseNote(note(paragraph(text('typing '))))).toBe('typing\n')
  const bold: PhrasingContent = { type: 'strong', children: [text('bold ')] }
  expect(serialiseNote(note(paragraph(bold, text('and more'))))).toBe('**bold** and more\n')
  expect(serialiseNote(note(paragraph(text('a'), { type: 'break' }, text(' b'), { type: 'break' })))).toBe(
    'a\\\nb\n',
  )
})

test('adjacent or nested equal marks become one', () => {
  const strong = (...children: PhrasingContent[]): PhrasingContent => ({ type: 'strong', children })
  expect(serialiseNote(note(paragraph(strong(text('a')), strong(text('b'), strong(text('c'))))))).toBe(
    '**abc**\n',
  )
})

test('an empty task stays a task', () => {
  const empty = note({
    type: 'list',
    ordered: false,
    spread: false,
    children: [{ type: 'listItem', checked: false, spread: false, children: [] }],
  })
  const written = serialiseNote(empty)
  expect(written).toBe('- [ ] &#x20;\n')
  expect(parseNote(written).children[0]).toMatchObject({
    children: [{ checked: false, children: [{ type: 'paragraph', children: [] }] }],
  })
})

test('consecutive lists stay separate', () => {
  const list = (checked: boolean | null): RootContent => ({
    type: 'list',
    ordered: false,
    spread: false,
    children: [
      {
        type: 'listItem',
        checked,
        spread: false,
        children: [{ type: 'paragraph', children: [{ type: 'text', value: 'a' }] }],
      },
    ],
  })
  const written = serialiseNote(note(list(null), list(false), list(true)))
  expect(written).toBe('- a\n\n* [ ] a\n\n- [x] a\n')
  expect(parseNote(written).children.map(({ type }) => type)).toEqual(['list', 'list', 'list'])
})

test('Markdown that the editor cannot edit is kept', () => {
  const kept = [
    '| a | b \\| c |\n| - | :-: |\n| 1 | 2 |\n',
    '<details>\n<summary>x</summary>\n</details>\n',
    'an <abbr title="x">inline</abbr> tag\n',
    '![picture](p.png "title")\n',
    '[reference][r]\n\n[r]: https://example.org "title"\n',
    'https://example.org/a_b_c stays as it is\n',
    '<https://example.org/>\n',
  ]
  for (const markdown of kept) expect(rewrite(markdown)).toBe(markdown)
})
