/** The reference lists all names of table columns. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { columnNames } from './table-fields.ts'

/** German nouns exist in both genders; the reference gives only their stems. */
const GERMAN_PEOPLE = /^(?:referent|sprecher|redner|dozent)/

const joinLines = (text: string) => text.replaceAll(/\s+/g, ' ')

test('docs/import-formats.md lists every column with its names', () => {
  const text = readFileSync(new URL('../../docs/import-formats.md', import.meta.url), 'utf8')
  const section = text.split('## Columns of a table')[1]?.split('\n## ')[0] ?? ''
  const entries = section.split('\n- ').slice(1)
  const listed = Object.fromEntries(
    entries.map((entry) => {
      const [field = '', names = ''] = entry.split('**: ')
      const listedNames = names.split(';')[0] ?? ''
      return [
        field.replaceAll('*', ''),
        listedNames
          .trim()
          .split(/\s*,\s+/)
          .map(joinLines),
      ]
    }),
  )
  const known = Object.fromEntries(
    Object.entries(columnNames).map(([field, names]) => [
      field,
      [...new Set(names)].filter((name) => !GERMAN_PEOPLE.test(name)),
    ]),
  )
  expect(listed).toEqual(known)
})
