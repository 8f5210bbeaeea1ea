import { globSync, readFileSync } from 'node:fs'
import type { Nodes } from 'mdast'
import { expect, test } from 'vitest'
import { languages } from '../../../core/desktop.ts'
import { parseNote } from '../../../core/note-format/index.ts'
import { createTextFilter } from '../../lib/fold.ts'
import { filterHelp, parseHelp } from './help-topics.ts'

const read = (language: string) => readFileSync(new URL(`texts/${language}.md`, import.meta.url), 'utf8')
const english = parseHelp(read('en'))

function* listNodes(node: Nodes): Generator<Nodes> {
  yield node
  if ('children' in node) for (const child of node.children) yield* listNodes(child)
}

const getLinks = (language: string) =>
  [...listNodes(parseNote(read(language)))].flatMap((node) => (node.type === 'link' ? [node.url] : []))

test.each(languages)('%s has the same topics and entries as English, each with a text', (language) => {
  const topics = parseHelp(read(language))
  expect(topics.map(({ entries }) => entries.length)).toEqual(english.map(({ entries }) => entries.length))
  for (const { title, text } of topics.flatMap(({ entries }) => entries)) {
    expect(text.trim(), title).toMatch(/[.:]$/)
    expect(text.length, title).toBeLessThan(360)
  }
})

test.each(languages)('%s has the same links as English, and all lead to screens', (language) => {
  const links = getLinks(language)
  expect(links).toEqual(getLinks('en'))
  const paths = globSync('renderer/features/*/screen.{ts,tsx}').map(
    (file) => /\bpath: '([^']+)'/.exec(readFileSync(file, 'utf8'))?.[1],
  )
  for (const link of links) expect(paths).toContain(/^#\/([a-z-]+)/.exec(link)?.[1])
})

test('a search finds entries by their words and by the name of their topic', () => {
  const find = (query: string) =>
    filterHelp(english, createTextFilter(query)).flatMap(({ entries }) => entries.map(({ title }) => title))
  expect(find('full disk')).toEqual(['“Not saved”'])
  expect(find('privacy delete')).toEqual(['Delete'])
  expect(find('xyzzy')).toEqual([])
  expect(find('')).toHaveLength(english.flatMap(({ entries }) => entries).length)
})
