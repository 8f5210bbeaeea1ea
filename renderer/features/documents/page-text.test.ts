import { expect, test } from 'vitest'
import { toParagraphs } from './page-text.ts'

const pdf = 'application/pdf'

test('the lines of a printed page become paragraphs', () => {
  const page = [
    'Draft Guidance Note',
    'The Parties to the Convention agree that the powers of Article 18 apply to sub-',
    'scriber information in the possession or control of a service provider, also if',
    'it is stored abroad.',
    'The note does not bind the Parties. It represents how they understand the text,',
    'in particular with regard to:',
    '– production orders that are served on a service provider in its own territory,',
    '– other orders',
  ]
  expect(toParagraphs(page.join('\n'), pdf)).toEqual([
    'Draft Guidance Note',
    `${page[1]}${page[2]} ${page[3]}`,
    `${page[4]} ${page[5]}`,
    page[6],
    page[7],
  ])
})

test('in a document without fixed lines, each line is a paragraph', () => {
  expect(toParagraphs('A long line without a full stop\nand another one', 'text/plain')).toEqual([
    'A long line without a full stop',
    'and another one',
  ])
  expect(toParagraphs('', pdf)).toEqual([])
})
