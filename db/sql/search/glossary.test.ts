import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isStopWord } from '../../../core/search/stop-words.ts'
import { resources } from '../../testing/temp-store.ts'
import { createGlossary } from './glossary.ts'
import { toTerms } from './stems.ts'

const folder = join(resources, 'assets', 'glossaries')
const lines = readdirSync(folder)
  .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
  .filter((line) => line !== '' && !line.startsWith('#'))

test('the bundled glossaries have at least 250 concepts, each in four languages', () => {
  expect(lines.length).toBeGreaterThanOrEqual(250)
  expect(lines.filter((line) => line.split('|').length !== 4)).toEqual([])
  expect(lines.filter((line) => /(^|[|;])\s*($|[|;])/.test(line))).toEqual([])
})

test('no entry of the bundled glossaries is a word that every text has', () => {
  const entries = lines.flatMap((line) => line.split(/[|;]/)).map(toTerms)
  expect(entries.filter((terms) => terms.every(isStopWord))).toEqual([])
})

test('the fourth language of the bundled glossaries is Russian, the others are not', () => {
  const isCyrillic = (text: string) => /\p{Script=Cyrillic}/u.test(text)
  const isRight = (line: string) => line.split('|').every((part, index) => isCyrillic(part) === (index === 3))
  // Names such as G7 are the same everywhere.
  expect(lines.filter((line) => !isRight(line))).toEqual([])
})

const find = (text: string, query: string) =>
  createGlossary([text])
    .find(toTerms(query))
    .flatMap(({ terms }) => terms.map((words) => words.join(' ')))

test('finds a concept by any of its entries, in any form', () => {
  const line =
    'mutual legal assistance; MLA | entraide judiciaire | asistencia mutua | правовая помощь # a comment'
  const all = ['mutual legal assistance', 'mla', 'entraide judiciaire', 'asistencia mutua', 'правовая помощь']
  for (const query of ['MLA', 'entraides judiciaires', 'правовой помощи']) {
    expect(find(line, query)).toEqual(all)
  }
  expect(find(line, 'mutual')).toEqual([])
})

test('an abbreviation is not taken for an article', () => {
  expect(find('law enforcement; LEAs | services répressifs', 'le')).toEqual([])
})

test('ignores lines that name only one thing, and comments', () => {
  expect(find('# pier | quai\npier\n\n | \n', 'pier')).toEqual([])
})
