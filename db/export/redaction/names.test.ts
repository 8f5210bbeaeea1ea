import { expect, test } from 'vitest'
import type { KnownName } from './name.ts'
import { getNameFinder } from './names.ts'

const person = (name: string): KnownName => ({ name, kind: 'participant' })
const state = (name: string): KnownName => ({ name, kind: 'delegation' })
/** The matches as text, with their kind. */
const findNames = (known: KnownName[], text: string) =>
  getNameFinder(known)(text).map(({ start, end, kind }) => [text.slice(start, end), kind])

test('a surname of three letters is found inflected, and alone if it is part of a double surname', () => {
  expect(findNames([person('Виктор Ким')], 'Вопрос был задан Киму.')).toEqual([['Киму', 'participant']])
  for (const form of ['Цой', 'Цоя', 'Цою', 'Цоем', 'Цое', 'Цои'])
    expect(findNames([person('Виктор Цой')], `Ответ ${form} был кратким.`)).toEqual([[form, 'participant']])
  expect(findNames([person('María Paz Gil')], 'As Gil put it, no.')).toEqual([['Gil', 'participant']])
  expect(findNames([person('Soo Jin Li')], 'As Li put it, no.'), 'too short for a surname').toEqual([])
})

test('the longest of several matching names is found', () => {
  const known = [state('Guinea'), state('Guinea-Bissau'), person('Guinea Morales')]
  expect(findNames(known, 'Guinea-Bissau agreed.')).toEqual([['Guinea-Bissau', 'delegation']])
  expect(findNames(known, 'So did Guinea Morales.')).toEqual([['Guinea Morales', 'participant']])
  expect(findNames(known, 'Guinea did not.')).toEqual([['Guinea', 'delegation']])
})

test('a second name in brackets is found, but a pronoun or an affiliation is not', () => {
  const names = [
    'Tobias Platen (they/them)',
    'Rémi Bon (minijackson)',
    'Ada Ek (Court of Appeal)',
    'Sabre (Scott Pitkethly)',
  ]
  const known = names.map(person)
  expect(findNames(known, 'They told them: the court would appeal, the Court of Appeal.')).toEqual([])
  for (const name of ['Tobias Platen', 'Platen', 'T. Platen', 'minijackson', 'Ada Ek', 'Pitkethly'])
    expect(findNames(known, `So ${name} said.`), name).toEqual([[name, 'participant']])
})

test('a name is found with soft hyphens, invisible characters and any kind of hyphen', () => {
  const known = [person('Ada Lovelace'), person('Jean-Claude Dubois'), person('Zoë Müller-Lüden')]
  for (const name of [
    'Love\u00adlace',
    'love\u200blace',
    'Ada\u200e Love\u00adlace',
    'Jean\u2011Claude',
    'Müller\u2010Lüden',
  ])
    expect(findNames(known, `So ${name} said.`), name).toEqual([[name, 'participant']])
})

test('a nickname in lower case is found in lower case, unless it is an ordinary word', () => {
  const known = [person('marcan'), person('@sveckert'), person('frank')]
  expect(findNames(known, 'Then marcan and Marcan spoke.')).toHaveLength(2)
  expect(findNames(known, 'Then @sveckert was frank.')).toEqual([['sveckert', 'participant']])
})
