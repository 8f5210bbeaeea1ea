import { expect, test } from 'vitest'
import { cleanLine, cleanText } from './text.ts'

test.each(['Using <select> and <table> well', 'Using &lt;select&gt; and &lt;table&gt; well'])(
  'elements that a title is about stay in it: %s',
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
])('%s is the title “%s”', (title, read) => {
  expect(cleanLine(title)).toBe(read)
})

test('what a title has no place for is still taken from a description', () => {
  expect(cleanText('<div>Of <table></div><script>alert(1)</script>')).toBe('Of')
})
