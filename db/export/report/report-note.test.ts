import type { PhrasingContent } from 'mdast'
import { expect, test } from 'vitest'
import { parseNote, serialiseNote } from '../../../core/note-format/index.ts'
import { toReportNote } from './report-note.ts'

const readNote = (markdown: string, timeZone: string) => toReportNote(parseNote(markdown), timeZone)

const getReportMarkdown = (markdown: string) => {
  const note = readNote(markdown, 'Europe/Paris')
  return note && serialiseNote(note.root)
}

test('a note without text gives null', () => {
  expect(getReportMarkdown('')).toBeNull()
  expect(getReportMarkdown('---\n\n<!-- later -->\n')).toBeNull()
})

test('times are shown in conference time, whatever the text of their link', () => {
  expect(getReportMarkdown('[13:33](rapporteur:at/2016-11-17T13:33:07Z) Opening')).toBe('**14:33** Opening\n')
})

test('links that work only in Rapporteur become plain text', () => {
  expect(
    getReportMarkdown(
      '[Decision:](rapporteur:decision) as [Key *message* 3](rapporteur:key-message/octopus-2016/km-3), ' +
        '[@Ana](rapporteur:contact/x); [broken](rapporteur:nothing) and [page](https://example.org)',
    ),
  ).toBe('**Decision:** as Key *message* 3, Ana; broken and [page](https://example.org)\n')
})

test('reference links become inline links, so that notes do not share definitions', () => {
  expect(
    getReportMarkdown('[a][r] ![b][r] [r]\n\n[r]: https://example.org/1 "t"\n[r]: https://example.org/2'),
  ).toBe('[a](https://example.org/1 "t") [b](https://example.org/1) [r](https://example.org/1 "t")\n')
})

test('a picture on the web becomes a link, or plain text inside a link', () => {
  expect(getReportMarkdown('![](https://example.org/a.png) ![slide](https://example.org/b.png)')).toBe(
    '<https://example.org/a.png> [slide](https://example.org/b.png)\n',
  )
  expect(getReportMarkdown('[![](https://example.org/a.png)](https://example.org) ![x](javascript:1)')).toBe(
    '[https://example.org/a.png](https://example.org) x\n',
  )
})

test('HTML is shown as typed and cannot swallow the text after it', () => {
  expect(getReportMarkdown('a<br>b <script> c <!-- d')).toBe('a\\\nb \\<script> c \\<!-- d\n')
  expect(getReportMarkdown('text\n\n<!-- not closed')).toBe('text\n')
  expect(getReportMarkdown('<div>\nin a block')).toBe('\\<div>\nin a block\n')
})

test('mentions are found', () => {
  expect(readNote('[x](rapporteur:key-message/octopus-2016/km-3)', 'Europe/Paris')?.mentions).toEqual([
    { target: 'key-message', conference: 'octopus-2016', id: 'km-3' },
  ])
})

test('tasks and decisions are found anywhere in a note, without their time', () => {
  const note = readNote(
    '- [ ] [14:44](rapporteur:at/2016-11-17T13:44:10Z) Read *it*\n  - [x] sub\n- plain\n\n' +
      '> [14:47](rapporteur:at/2016-11-17T13:47:31Z) [Decision:](rapporteur:decision) Go\n\n' +
      'No [Decision:](rapporteur:decision) here\n\n- [ ] [14:50](rapporteur:at/2016-11-17T13:50:00Z)',
    'Europe/Paris',
  )
  const toMarkdown = ({ text }: { text: PhrasingContent[] }) =>
    serialiseNote({ type: 'root', children: [{ type: 'paragraph', children: text }] }).trim()
  expect(note?.tasks.map((task) => [task.done, toMarkdown(task)])).toEqual([
    [false, 'Read *it*'],
    [true, 'sub'],
  ])
  expect(note?.decisions.map(toMarkdown)).toEqual(['Go'])
})

test('assignee and due date are separated from the text of a task; questions are found', () => {
  const note = readNote(
    '- [ ] Send the [draft](https://example.org) [for Anna Ek](rapporteur:for/contact/x) [by 1 December](rapporteur:due/2016-12-01).\n\n' +
      '[Question:](rapporteur:question) Who pays?',
    'Europe/Paris',
  )
  expect(note?.tasks).toMatchObject([{ who: ['Anna Ek'], due: '2016-12-01', done: false }])
  expect(note?.questions).toMatchObject([{ text: [{ value: 'Who pays?' }] }])
})

test('HTML between blocks becomes a paragraph of text, also in list items and quotations', () => {
  expect(
    getReportMarkdown(
      'one\n\n<div>two</div>\n\n- item\n\n  <p>three</p>\n\n> <i>four</i>\n\n<!-- none -->\n',
    ),
  ).toBe('one\n\n\\<div>two\\</div>\n\n- item\n\n  \\<p>three\\</p>\n\n> \\<i>four\\</i>\n')
})

test('links that work only on this computer, or run something, become plain text', () => {
  expect(
    getReportMarkdown(
      '[a](javascript:alert(1)) [b](./c.md) [d](file:///etc/passwd) [e](mailto:e@example.org)',
    ),
  ).toBe('a b d [e](mailto:e@example.org)\n')
})
