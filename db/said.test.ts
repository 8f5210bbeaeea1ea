/** What the store says of files: every sentence in the sources is there in every language, with the same places for values, and none is there that nobody says. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inWords, quoted, said } from '../core/message.ts'
import { StoreError } from './errors.ts'
import { readXml } from './formats/xml.ts'
import { resources } from './testing/temp-store.ts'

const VALUE = /\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\}/g
const SENTENCE = /\bsaid`((?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\})*)`/g
const sources = globSync('{db,cli}/**/*.ts', { cwd: resources, exclude: ['**/*.test.ts', '**/testing/**'] })
const spoken = new Set(
  sources.flatMap((file) =>
    [...readFileSync(join(resources, file), 'utf8').matchAll(SENTENCE)].map(([, text = '']) => {
      let place = 0
      return text.replaceAll(VALUE, () => `{${place++}}`)
    }),
  ),
)
const sentences = [...spoken].filter((text) => /\p{Letter}/u.test(text.replaceAll(/\{\d+\}/g, '')))
const words = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(resources, 'core', 'messages', `${language}.json`), 'utf8'))
const placesOf = (text: string) => (text.match(/\{\d+\}/g) ?? []).sort().join()

test('the sources say something', () => expect(sentences.length).toBeGreaterThan(100))

describe.each(['fr', 'es', 'ru'])('%s', (language) => {
  const known = words(language)
  test('has every sentence', () => {
    expect(sentences.filter((text) => known[text] === undefined)).toEqual([])
  })
  test('has no other', () => {
    expect(Object.keys(known).filter((text) => !spoken.has(text))).toEqual([])
  })
  test('has the same places for values', () => {
    expect(Object.entries(known).filter(([from, to]) => placesOf(from) !== placesOf(to))).toEqual([])
  })
})

test('values are put in once, sentences within sentences are worded too, and what others say stays theirs', () => {
  const fault = said`line ${12} column ${3}: ${said`unclosed tag: ${'{0} a'}`}.`
  expect(inWords(fault)).toBe('line 12 column 3: unclosed tag: {0} a.')
  expect(inWords(fault, words('fr'))).toBe('ligne 12 colonne 3\u00a0: balise non fermée\u00a0: {0} a.')
  expect(inWords(said`The pack was refused: ${quoted('Unexpected {0}')}.`, words('ru'))).toBe(
    'Пакет отклонён: Unexpected (0}.',
  )
})

test.each([
  ['<a><b></a>', 'balise fermante inattendue'],
  ['<a b="1" b="2"/>', 'attribut en double'],
  ['<a b c="1"/>', 'attribut sans valeur'],
  ['<a b=1/>', 'valeur d’attribut sans guillemets'],
  ['<a b="1"c="2"/>', 'pas d’espace entre deux attributs'],
  ['<a/>b', 'texte en dehors de l’élément racine'],
  ['<a/><b/>', 'un document ne peut avoir'],
  ['<a>]]></a>', 'est interdite dans le texte'],
  ['<a>&#xzz;</a>', 'entité de caractère mal formée'],
  ['<a>&eacute;</a>', 'entité non définie'],
  ['<a><1/></a>', 'caractère interdit dans un nom de balise'],
  ['<a ?="1"/>', 'caractère interdit dans un nom d’attribut'],
])('what is wrong with %s is said in French', (xml, french) => {
  let fault: unknown
  try {
    readXml(new TextEncoder().encode(xml))
  } catch (error) {
    fault = error
  }
  if (!(fault instanceof StoreError) || !fault.said) throw new Error('it was not refused')
  expect(inWords(fault.said, words('fr'))).toContain(french)
})
