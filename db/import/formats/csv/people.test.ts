import { expect, test } from 'vitest'
import { splitNames } from './people.ts'

test.each([
  ['José Ortega y Gasset'],
  ['Karl-Theodor von und zu Guttenberg'],
  ['Research and Innovation Unit'],
  ['Ann Lee and Bob Ray', 'Ann Lee', 'Bob Ray'],
  ['María José García y Ana López', 'María José García', 'Ana López'],
  ['Анна Ли и Иван Рей', 'Анна Ли', 'Иван Рей'],
  ['A.Lee & B. Ray', 'A.Lee', 'B. Ray'],
  ['A. Lee, B. Ray and C. Fox', 'A. Lee', 'B. Ray', 'C. Fox'],
  ['Ann Lee, Bob Ray, and Cy Fox', 'Ann Lee', 'Bob Ray', 'Cy Fox'],
  ['Ann Lee and José Ortega y Gasset and Bob Ray', 'Ann Lee', 'José Ortega y Gasset', 'Bob Ray'],
  ['José Ortega y Gasset et Ann Lee', 'José Ortega y Gasset', 'Ann Lee'],
  ['1:Ann Lee; 2:Ray and Fox', 'Ann Lee', 'Ray and Fox'],
  [''],
])('the names in “%s”', (cell, ...names) => {
  expect(splitNames(cell)).toEqual(names.length > 0 || cell === '' ? names : [cell])
})

// Large enough that a quadratic algorithm would exceed the time limit of a test.
test.each([
  ['of small letters', 'a and b '.repeat(40_000).trim(), 1],
  ['of whole names', 'Ann Lee and Bob Ray, '.repeat(10_000), 20_000],
  ['of blanks', `Ann Lee${' '.repeat(300_000)}and Bob Ray`, 2],
  ['of blanks without an "and"', `Ann${' '.repeat(300_000)}Lee`, 1],
  ['of words', `${'Ann '.repeat(80_000)}and Bob Ray`, 2],
])('a cell of 200 kB or more, %s, is read completely', (_, cell, count) => {
  expect(splitNames(cell)).toHaveLength(count)
})
