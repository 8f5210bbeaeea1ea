/** Generates notes for the round-trip tests: unusual Markdown, and trees as an editor might contain them. */
import fc from 'fast-check'
import type { BlockContent, ListItem, PhrasingContent, Root, RootContent } from 'mdast'

/** Characters with a meaning in Markdown, and words in several scripts. Has no `\r` and no NUL, since micromark would replace them. */
const fragments = [
  ...'#*_~=-+`<>[]()!|\\&:;"\'.,/?@{}^$%0123456789',
  ...' \t\n\u00a0\u3000',
  ...'aZéßжя会議😀\u0301\u200d',
  '\n\n',
  '    ',
  '  \n',
  '\\\n',
  '- ',
  '* ',
  '+ ',
  '1. ',
  '7) ',
  '> ',
  '# ',
  '###### ',
  '- [ ] ',
  '- [x] ',
  '**',
  '==',
  '~~',
  '===',
  '---',
  '***',
  '```',
  '~~~',
  '| a | b |\n| - | :-: |\n| c | d |\n',
  '|-|',
  '<b>',
  '</b>',
  '<div>',
  '<!-- c -->',
  '<?x?>',
  '<script>',
  '&amp;',
  '&#x20;',
  '&nbsp;',
  '&copy',
  '[a](b)',
  '![a](b "c")',
  '[a][b]',
  '[a]: b "c"\n',
  '[14:33](rapporteur:at/2016-11-17T13:33:07Z) ',
  '[Decision:](rapporteur:decision) ',
  '[Question:](rapporteur:question) ',
  '[Internal:](rapporteur:internal) ',
  '[Private:](rapporteur:private) ',
  '[UNODC:](rapporteur:turn/contact/octopus-2016/unodc) ',
  '[Jane Doe:](rapporteur:turn/speaker/octopus-2016/a%20b) ',
  '[The chair:](rapporteur:turn) ',
  ' [for Anna Ek](rapporteur:for/contact/7d3b) ',
  ' [by 1 December 2016](rapporteur:due/2016-12-01)',
  ' [on 28 November 2016](rapporteur:do/2016-11-28)',
  '[Workshop 8](rapporteur:session/octopus-2016/w8)',
  '![slide](rapporteur:picture/0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a)',
  '<https://example.org/>',
  'https://example.org/a_b_c',
  'a@example.org',
  'word',
  'two words',
]

export const anyMarkdown: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...fragments) },
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(''))

const anyText = fc
  .array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))

const text: fc.Arbitrary<PhrasingContent> = anyText.map((value) => ({ type: 'text', value }))
const url = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    'rapporteur:at/2016-11-17T13:33:07Z',
    'rapporteur:decision',
    'rapporteur:question',
    'rapporteur:internal',
    'rapporteur:turn/contact/octopus-2016/unodc',
    'rapporteur:turn',
    'rapporteur:for/contact/7d3b',
    'rapporteur:due/2016-12-01',
    'rapporteur:session/octopus-2016/w8',
  ),
  fc.constantFrom('', 'a b', '(', '<>', '#', 'a\\b', '&amp;'),
)
const title = fc.option(
  anyText.map((value) => value.replaceAll('\n', ' ').trim()),
  { nil: null },
)
const collapseSpaces = (value: string) => value.replaceAll(/\s+/g, ' ')

const { phrasing } = fc.letrec<{ phrasing: PhrasingContent; inLink: PhrasingContent }>((tie) => {
  const leaf = fc.oneof(
    { weight: 4, arbitrary: text },
    anyText.map((value): PhrasingContent => ({ type: 'inlineCode', value: collapseSpaces(value) })),
    fc.constant<PhrasingContent>({ type: 'break' }),
    fc.tuple(url, title, anyText).map(
      ([url, title, alt]): PhrasingContent => ({
        type: 'image',
        url,
        title,
        alt: collapseSpaces(alt).trim(),
      }),
    ),
    fc
      .constantFrom('<b>', '</b>', '<br/>', '<!-- c -->')
      .map((value): PhrasingContent => ({ type: 'html', value })),
  )
  const createMarked = (inner: 'phrasing' | 'inLink') =>
    fc
      .tuple(
        fc.constantFrom('emphasis', 'strong', 'delete', 'highlight'),
        fc.array(tie(inner), { maxLength: 3 }),
      )
      .map(([type, children]) => ({ type, children }) as PhrasingContent)
  return {
    inLink: fc.oneof({ maxDepth: 2 }, leaf, createMarked('inLink')),
    phrasing: fc.oneof(
      { maxDepth: 3 },
      leaf,
      createMarked('phrasing'),
      fc
        .tuple(url, title, fc.array(tie('inLink'), { maxLength: 3 }))
        .map(([url, title, children]) => ({ type: 'link', url, title, children }) as PhrasingContent),
    ),
  }
})
const line = fc.array(phrasing, { maxLength: 5 })

const table: fc.Arbitrary<BlockContent> = fc.integer({ min: 1, max: 3 }).chain((columns) => {
  const row = fc.array(line, { minLength: columns, maxLength: columns }).map((cells) => ({
    type: 'tableRow' as const,
    children: cells.map((children) => ({ type: 'tableCell' as const, children })),
  }))
  const align = fc.array(fc.constantFrom(null, 'left' as const, 'center' as const), {
    minLength: columns,
    maxLength: columns,
  })
  return fc
    .tuple(align, fc.array(row, { minLength: 1, maxLength: 3 }))
    .map(([align, children]): BlockContent => ({ type: 'table', align, children }))
})

const { block } = fc.letrec<{ block: BlockContent }>((tie) => {
  const blocks = fc.array(tie('block'), { minLength: 1, maxLength: 3 })
  const item = fc
    .tuple(
      fc.constantFrom(null, null, true, false),
      fc.boolean(),
      line,
      fc.array(tie('block'), { maxLength: 2 }),
    )
    .map(
      ([checked, spread, children, more]): ListItem => ({
        type: 'listItem',
        spread,
        checked,
        children: [{ type: 'paragraph', children }, ...more],
      }),
    )
  return {
    block: fc.oneof(
      { maxDepth: 3 },
      { weight: 4, arbitrary: line.map((children): BlockContent => ({ type: 'paragraph', children })) },
      fc.tuple(fc.constantFrom(1, 2, 3, 4, 5, 6), line).map(
        ([depth, children]): BlockContent => ({
          type: 'heading',
          depth: depth as 1 | 2 | 3 | 4 | 5 | 6,
          children,
        }),
      ),
      fc.constant(null).map((): BlockContent => ({ type: 'thematicBreak' })),
      fc
        .tuple(
          fc.constantFrom(null, 'ts', 'a`b', '&amp;'),
          fc.constantFrom(null, 'meta *data*'),
          fc.string({ unit: fc.constantFrom(...fragments) }),
        )
        .map(
          ([lang, meta, value]): BlockContent => ({
            type: 'code',
            lang,
            meta: lang === null ? null : meta,
            value,
          }),
        ),
      blocks.map((children): BlockContent => ({ type: 'blockquote', children })),
      table,
      fc
        .constantFrom('<div>', '<div>\n*a*\n</div>', '<!-- c -->', '<b>', '<pre>\n\na</pre>')
        .map((value): BlockContent => ({ type: 'html', value })),
      fc
        .tuple(
          fc.boolean(),
          fc.nat({ max: 12 }),
          fc.boolean(),
          fc.array(item, { minLength: 1, maxLength: 3 }),
        )
        .map(
          ([ordered, start, spread, children]): BlockContent => ({
            type: 'list',
            ordered,
            start: ordered ? start : null,
            spread,
            children,
          }),
        ),
    ),
  }
})

export const anyNote: fc.Arbitrary<Root> = fc
  .array(block, { maxLength: 6 })
  .map((children): Root => ({ type: 'root', children: children as RootContent[] }))
