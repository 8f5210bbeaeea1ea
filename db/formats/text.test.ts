import { expect, test } from 'vitest'
import { cleanLine, cleanText } from './text.ts'

test.each(['Using <select> and <table> well', 'Using &lt;select&gt; and &lt;table&gt; well'])(
  'a title about element names keeps them: %s',
  (title) => {
    expect(cleanLine(title)).toBe('Using <select> and <table> well')
  },
)

test.each([
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['List<String> and <T>', 'List<String> and <T>'],
  ['When to use <b>', 'When to use <b>'],
  ['The <b>bold</b> and H<sub>2</sub>O', 'The bold and H2O'],
  ['<p>First</p><P class="x">second</P>', 'First second'],
  ['One<br/>two<br>three', 'One two three'],
  ['<span style="color: red">Red</span> &amp; <em>new</em>', 'Red & new'],
  ['<b>A</b> &constructor; &copy; &toString;', 'A &constructor; © &toString;'],
])('%s is read as the title “%s”', (title, read) => {
  expect(cleanLine(title)).toBe(read)
})

test.each([
  ['World <a href="https://x.org/a?b=1&amp;c=2">link</a>', 'World link (https://x.org/a?b=1&c=2)'],
  [
    "<p>Of <a class=x href='http://x.org/a_(b)'><b>two</b> words </a>here",
    'Of two words (http://x.org/a_(b)) here',
  ],
  [
    '<a href="https://x.org/">https://x.org</a>, <a href="//x.org/a">www.x.org/a</a>',
    'https://x.org, www.x.org/a',
  ],
  [
    '<a href="mailto:a@x.org?subject=Hi">a@x.org</a> or <A HREF=mailto:b@x.org>Bob</A>',
    'a@x.org or Bob (mailto:b@x.org)',
  ],
  [
    '<a href="#top">Up</a> <a name="x">x</a> <a href="javascript:alert(1)">y</a> <a href="a.html">z</a>',
    'Up x y z',
  ],
  [
    '<a href="https://x.org/a">One <a href="https://x.org/b">two',
    'One (https://x.org/a) two (https://x.org/b)',
  ],
  [
    '<a href="https://x.org/a"></a>Mark <a href="https://x.org/b"><img alt="Logo"></a>',
    'Mark [Logo] (https://x.org/b)',
  ],
  ['<a href="https://listed.org/a?b&amp;c">Slides</a>', 'Slides'],
  ['<a href="https://x.org/a b">See</a>', 'See (https://x.org/a%20b)'],
])('the address stays after the link text: %s', (html, read) => {
  expect(cleanText(html, new Set(['https://listed.org/a?b&c']))).toBe(read)
})

// Editors of web pages write every letter beyond ASCII as an entity.
test.each([
  ['Sesi&oacute;n del a&ntilde;o: &iquest;qu&eacute;? &iexcl;Ya!', 'Sesión del año: ¿qué? ¡Ya!'],
  [
    '&Eacute;tat fran&ccedil;ais &laquo;&nbsp;&agrave; c&ocirc;t&eacute;&nbsp;&raquo;',
    'État français « à côté »',
  ],
  ['C&oelig;ur &bdquo;Wei&szlig;&ldquo; 5&nbsp;&euro;, 3&nbsp;m&sup2;', 'Cœur „Weiß“ 5 €, 3 m²'],
])('the entities of European languages are read: %s', (html, read) => {
  expect(cleanLine(html)).toBe(read)
  expect(cleanText(`<p>${html}</p>`)).toBe(read)
})

test.each([
  ['<!--[CDATA[p {margin: 0}]]-->After <b>years</b>', 'After years'],
  ['<!-- wp:paragraph -->\n<p>One <!--[if mso]><br><![endif]-->line</p>\n<!-- /wp:paragraph -->', 'One line'],
  ['<style>\n<!-- p {} -->\n</style>Text', 'Text'],
  ['a --> <b>b</b> <!-- c', 'a --> b <!-- c'],
])('comments of HTML are left out of a description: %s', (html, read) => {
  expect(cleanText(html)).toBe(read)
})

test('tags that stay in a title are removed from a description', () => {
  expect(cleanText('<div>Of <table></div><script>alert(1)</script>')).toBe('Of')
})
