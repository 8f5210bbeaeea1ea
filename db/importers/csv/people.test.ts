import { expect, test } from 'vitest'
import { namesIn } from './people.ts'

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
])('%s', (cell, ...names) => {
  expect(namesIn(cell)).toEqual(names.length > 0 || cell === '' ? names : [cell])
})
