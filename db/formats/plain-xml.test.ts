import { globSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../tests/real-files.ts'
import { fixtureFile, fixturePath } from '../testing/fixtures.ts'
import { countsOf, realFile } from '../testing/real-files.ts'
import { decode } from './decode.ts'
import { readPlainXml } from './plain-xml.ts'
import { normalised, readAnyXml } from './xml.ts'
import { growTree, type XmlElement } from './xml-tree.ts'

function plain(xml: string): XmlElement | null {
  const tree = growTree(() => false)
  return readPlainXml(normalised(xml), tree) ? tree.root() : null
}
const any = (xml: string) =>
  readAnyXml(
    normalised(xml),
    growTree(() => false),
  )

test('a schedule that has all that programs write needs no other reader', () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<schedule xmlns:x="urn:x"
  x:at='1 &lt; "2"'><day
/><a b="c&#10;d
e">&amp;lt; &#8222;&#x1F600;&apos;&quot;&gt;</a><![CDATA[<b> & ]] >]]>é 😀</schedule>\r
`
  expect(plain(xml)).toEqual(any(xml))
  expect(plain(xml)).toMatchObject({
    attributes: new Map([
      ['xmlns:x', 'urn:x'],
      ['x:at', '1 < "2"'],
    ]),
    text: '<b> & ]] >é 😀',
    line: 4,
    children: [
      { name: 'day', line: 5 },
      { name: 'a', attributes: new Map([['b', 'c\nd e']]), text: '&lt; „😀\'">', line: 6 },
    ],
  })
})

test.each([
  '',
  'text',
  '<a>',
  '</a>',
  '<a></b>',
  '<a/><b/>',
  '<a/>text',
  'text<a/>',
  '<a>&nbsp;</a>',
  '<a>& </a>',
  '<a>&lt</a>',
  '<a>&#0;</a>',
  '<a>&#xD800;</a>',
  '<a>&#x110000;</a>',
  '<a>&#xFFFF;</a>',
  '<a>]]></a>',
  '<a>\u0001</a>',
  '<a>\uffff</a>',
  '<a b></a>',
  '<a b=c></a>',
  '<a b="<"/>',
  '<a b="1" b="2"/>',
  '<a b="1"c="2"/>',
  '<a b="1/>',
  '<a / >',
  '<1/>',
  '< a/>',
  '<a><!-- -- --></a>',
  '<a><!-- ---></a>',
  '<a><![CDATA[</a>',
  '<![CDATA[]]><a/>',
  '<!DOCTYPE a><a/>',
  '<a><?xml version="1.0"?></a>',
  ' <?xml version="1.0"?><a/>',
])('what is not well-formed is not read: %j', (xml) => {
  expect(plain(xml)).toBeNull()
  expect(() => any(xml)).toThrow()
})

test('schedules of our own are read as the other reader reads them, all of them at once', () => {
  const files = globSync('*.xml', { cwd: fixturePath('frab-xml') })
  expect(files.length).toBeGreaterThan(15)
  for (const name of files) {
    const xml = decode(fixtureFile(`frab-xml/${name}`))
    expect(plain(xml), name).toEqual(any(xml))
  }
})

testWithRealFiles(
  'real schedules are read as the other reader reads them, nearly all of them at once',
  () => {
    const files = countsOf('frab-xml', 'xml').map(({ path }) => path)
    const rest = files.filter((name) => {
      const xml = decode(realFile(name))
      const read = plain(xml)
      if (read) expect(read, name).toEqual(any(xml))
      return !read
    })
    expect(rest.length).toBeLessThan(files.length / 10)
  },
  120_000,
)

/** Pieces that make, in one order or another, all that the two could read differently. */
const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('<a>', '</a>', '<b c="d">', '</b>', '<e/>', 'x', ' ', '\n', '\r\n', '\r'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[
        '&lt;',
        '&amp;',
        '&#10;',
        '&#13;',
        '&#x41;',
        '&x;',
        '&',
        ';',
        '<!--',
        '-->',
        '--',
        '<![CDATA[',
        ']]>',
      ],
      ...[
        '<',
        '>',
        '/',
        '=',
        '"',
        "'",
        '?>',
        '<?p?>',
        '<?xml version="1.0"?>',
        '<!',
        ']',
        'é',
        '\t',
        '\u0000',
      ],
      ...[
        '<a b="&lt;\n" c=\'"\'>',
        '<a\n>',
        '<a b = "c">',
        '</a >',
        '<a b="1" b="2">',
        '<é>',
        '<a __proto__="1">',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: 'binary' }) },
)
const document = fc
  .tuple(fc.array(piece, { maxLength: 12 }), fc.boolean())
  .map(([pieces, isWrapped]) => (isWrapped ? `<r>${pieces.join('')}</r>` : pieces.join('')))

test('whatever is read, the other reader reads the same', () => {
  let read = 0
  fc.assert(
    fc.property(document, (written) => {
      const xml = written.toWellFormed()
      const found = plain(xml)
      if (!found) return
      read += 1
      expect(found).toEqual(any(xml))
    }),
    { numRuns: 20_000 },
  )
  expect(read).toBeGreaterThan(1_000)
}, 60_000)
