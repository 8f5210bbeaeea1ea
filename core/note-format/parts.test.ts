/** A note read in parts gives the same as the whole note. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { Root } from 'mdast'
import { expect, test } from 'vitest'
import { realData, testWithRealFiles } from '../../tests/real-files.ts'
import { getEntries, parseNote, serialiseNote, toPlainText } from './index.ts'
import { createPartReader, getParts } from './parts.ts'
import { anyMarkdown, anyNote } from './testing/arbitraries.ts'

const corpus = join(realData, 'notes')
const size = Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)
/** A normal run uses the same notes each time; a larger run generates other notes. */
const runs = { numRuns: Math.round(200 * size), ...(size === 1 ? { seed: 2016 } : {}) }
const timeout = 20_000 + runs.numRuns * 20

/** Everything that the store derives from a note. */
const deriveAll = (root: Root) => ({ words: toPlainText(root), entries: getEntries(root) })

function expectSame(markdown: string, read = createPartReader(Number.POSITIVE_INFINITY)): void {
  const found = deriveAll(read(markdown))
  const whole = deriveAll(parseNote(markdown))
  // Faster than Vitest's comparison, which takes long for large notes.
  if (!isDeepStrictEqual(found, whole)) expect({ markdown, ...found }).toEqual({ markdown, ...whole })
}

/** Lines that start, continue or end blocks of every kind, in random order. */
const lines = [
  ...[
    '',
    '',
    '',
    ' ',
    '\t',
    'word',
    'two words',
    ' one',
    '  two',
    '   three',
    '    four',
    '      six',
    '\tdeep',
  ],
  ...[
    '- a',
    '- b',
    '* c',
    '+ d',
    '-',
    '- ',
    '-     code',
    '- [ ] task',
    '- [x]',
    '1. one',
    '2. two',
    '7) x',
    '1.',
    '10. ten',
  ],
  ...[
    '  - in',
    '  1. in',
    '   3. in',
    '    - in',
    '- > a',
    '> - a',
    '> q',
    '>',
    '1. - a',
    '- - a',
    '- # h',
    '- ---',
    '---',
    '===',
    '***',
    '- - -',
  ],
  ...[
    '# h',
    '#',
    '```',
    '~~~',
    '  ```',
    '- ```',
    '> ```',
    '````',
    '| a | b |',
    '| - | - |',
    '|-|',
    'a | b',
    '- | a |',
  ],
  ...[
    '<div>',
    '</div>',
    '<b>',
    ' <div>',
    '  <div>',
    '- <div>',
    '<!-- c',
    '-->',
    '  <!--',
    '- <!-- x',
    '<pre>',
    '</pre>',
    '<?x',
    '?>',
    '<script>',
  ],
  ...[
    '\uFEFFword',
    '\uFEFF- a',
    '\u00a0',
    '\u2003x',
    'a  ',
    'a\\',
    '&#x20;',
    '*a',
    'b*',
    '**a',
    'b**',
    '`a',
    'b`',
    '[a',
    'b](c)',
    '[a]: b',
    '[a]',
  ],
  ...[
    '[14:33](rapporteur:at/2016-11-17T13:33:07Z) x',
    '- [14:34](rapporteur:at/2016-11-17T13:34:07Z) y',
    '[Decision:](rapporteur:decision) z',
  ],
]
const anyLines = fc
  .array(fc.constantFrom(...lines), { maxLength: 14 })
  .chain((chosen) => fc.constantFrom('\n', '\n', '\r\n').map((end) => chosen.join(end)))

test('any sequence of lines', { timeout }, () => {
  fc.assert(
    fc.property(anyLines, (markdown) => expectSame(markdown)),
    { ...runs, numRuns: runs.numRuns * 4 },
  )
})

test('any Markdown', { timeout }, () => {
  fc.assert(
    fc.property(anyMarkdown, (markdown) => expectSame(markdown)),
    runs,
  )
})

test('any note in canonical form', { timeout }, () => {
  fc.assert(
    fc.property(anyNote, (note) => expectSame(serialiseNote(note))),
    // Fewer runs, since writing these takes long.
    { ...runs, numRuns: runs.numRuns / 5 },
  )
})

test('an edited note, with the parts read before', { timeout }, () => {
  const read = createPartReader(200)
  const typed = fc.tuple(anyLines, fc.nat(), fc.nat({ max: 5 }), fc.constantFrom(...lines, '\n', ' '))
  fc.assert(
    fc.property(typed, ([markdown, place, removed, added]) => {
      const at = place % (markdown.length + 1)
      expectSame(markdown, read)
      expectSame(markdown.slice(0, at) + added + markdown.slice(at + removed), read)
    }),
    runs,
  )
})

test('our own minutes, which have many parts', () => {
  const fixtures = join(import.meta.dirname, '../../tests/fixtures/notes')
  for (const name of ['minutes.md', 'front-matter.md', 'long-day.md']) {
    const markdown = readFileSync(join(fixtures, name), 'utf8')
    expectSame(markdown)
    expect(getParts(markdown).join('')).toBe(markdown)
    if (name === 'long-day.md') expect(markdown.length / getParts(markdown).length).toBeLessThan(1_000)
  }
})

testWithRealFiles('minutes of real meetings, which are cut into many parts', { timeout: 120_000 }, () => {
  const read = createPartReader(1_000_000)
  let parts = 0
  let characters = 0
  const files = globSync('**/*.md', { cwd: corpus }).sort()
  // Only every fifth file, since each is read twice; corpus.test.ts reads all.
  for (const file of files.filter((_, index) => index % 5 === 0)) {
    const markdown = readFileSync(join(corpus, file), 'utf8')
    expectSame(markdown, read)
    expect(getParts(markdown).join('')).toBe(markdown)
    parts += getParts(markdown).length
    characters += markdown.length
  }
  expect(characters / parts).toBeLessThan(1_000)
})

test('a note of ten thousand items is split at each of them', () => {
  const list = (marker: (index: number) => string) =>
    Array.from({ length: 10_000 }, (_, index) => `${marker(index)} point ${index}\n`).join('')
  expect(getParts(list(() => '-'))).toHaveLength(10_000)
  expect(getParts(list((index) => `${index + 1}.`))).toHaveLength(10_000)
})
