import { expect, test } from 'vitest'
import { findViolations, sortByCause } from './boundaries.ts'
import { findImports, type Source } from './imports.ts'

const source = (file: string, text = '', lines = 1): Source => ({
  file,
  lines,
  imports: findImports(file, text),
})
const listViolations = (...sources: Source[]) => [...findViolations(sources).keys()]

test('finds a cycle of files, also through types, and ignores the files that lead to it', () => {
  const sources = [
    source('db/sql/notes.ts', "import type { Tag } from './tags.ts'"),
    source('db/sql/tags.ts', "export * from './pins.ts'"),
    source('db/sql/pins.ts', "let note: import('./notes.ts').Note"),
    source('db/sql/stars.ts', "import { note } from './notes.ts'"),
  ]
  expect(listViolations(...sources)).toEqual([
    'cycle db/sql/notes.ts → db/sql/tags.ts',
    'cycle db/sql/tags.ts → db/sql/pins.ts',
    'cycle db/sql/pins.ts → db/sql/notes.ts',
  ])
})

test('finds cycles of folders and of features, even if their files form no cycle', () => {
  const sources = [
    source('renderer/features/now/list/a.ts', "import { b } from '../row/b.ts'"),
    source('renderer/features/now/row/b.ts'),
    source('renderer/features/now/row/c.ts', "import { d } from '../list/d.ts'"),
    source('renderer/features/now/list/d.ts', "import '../../export/index.ts'"),
    source('renderer/features/export/index.ts'),
    source('renderer/features/export/form.ts', "import '../now/index.ts'"),
    source('renderer/features/now/index.ts'),
  ]
  expect(listViolations(...sources)).toEqual([
    'folder-cycle renderer/features/now/list → renderer/features/now/row',
    'folder-cycle renderer/features/now/row → renderer/features/now/list',
    'part-cycle renderer/features/now → renderer/features/export',
    'part-cycle renderer/features/export → renderer/features/now',
  ])
})

test('a lower layer must not import a higher one, but a test may', () => {
  const imports = "import { call } from '../handlers/notes.ts'"
  const sources = [
    source('db/handlers/notes.ts', "import { rows } from '../sql/notes.ts'"),
    source('db/sql/notes.ts'),
    source('db/sql/tags.ts', imports),
    source('db/sql/tags.test.ts', imports),
  ]
  expect(listViolations(...sources)).toContain('direction db/sql/tags.ts → db/handlers/notes.ts')
  expect(listViolations(...sources).filter((line) => line.startsWith('direction'))).toHaveLength(1)
})

test('a feature is imported through its index only', () => {
  const sources = [
    source('renderer/features/now/screen.ts', "import '../sessions/row.tsx'\nimport '../sessions/index.ts'"),
    source('renderer/features/sessions/row.tsx'),
    source('renderer/features/sessions/index.ts', "import './row.tsx'"),
  ]
  expect(listViolations(...sources)).toEqual([
    'feature-index renderer/features/now/screen.ts → renderer/features/sessions/row.tsx',
  ])
})

test.each([
  ['renderer/lib/a.ts', "import type { Session } from '../../db/model.ts'"],
  ['renderer/lib/a.ts', "import type {\n  Session,\n  Note,\n} from '../../db/contract/index.ts'"],
  ['renderer/lib/a.ts', "export type { Session } from '../../db/model.ts'"],
  ['renderer/lib/a.ts', "let session: import('../../db/model.ts').Session"],
  ['renderer/lib/a.ts', "import { time } from '../../core/time.ts'"],
  ['renderer/lib/a.test.ts', "import { readFileSync } from 'node:fs'"],
  ['electron/store.ts', "import { openStore } from '../db/open-store.ts'"],
  ['cli/command.ts', "import { openStore } from '../db/open-store.ts'"],
  ['scripts/build.ts', "import { fork } from '../electron/store-host.ts'"],
])('%s is allowed: %s', (file, text) => {
  expect(listViolations(source(file, text))).toEqual([])
})

test.each([
  ['renderer/lib/a.ts', "import { sessionSchema } from '../../db/model.ts'", 'db/model.ts'],
  ['renderer/lib/a.ts', "import { type Session } from '../../db/model.ts'", 'db/model.ts'],
  ['renderer/lib/a.ts', "import * as model from '../../db/model.ts'", 'db/model.ts'],
  ['renderer/lib/a.ts', "import '../../db/contract/index.ts'", 'db/contract/index.ts'],
  ['renderer/lib/a.ts', "export { sessionSchema } from '../../db/model.ts'", 'db/model.ts'],
  ['renderer/lib/a.ts', "await import('../../db/model.ts')", 'db/model.ts'],
  ['renderer/lib/a.ts', "import type { Sql } from '../../db/store/open.ts'", 'db/store/open.ts'],
  ['renderer/lib/a.ts', "import { join } from 'node:path'", 'node:path'],
  ['core/time.ts', "import { join } from 'node:path'", 'node:path'],
  ['db/serve.ts', "import { app } from 'electron'", 'electron'],
  ['db/serve.ts', "import { host } from '../electron/store-host.ts'", 'electron/store-host.ts'],
  ['electron/main.ts', "import { openStore } from '../db/open-store.ts'", 'db/open-store.ts'],
  ['cli/command.ts', "import Database from 'better-sqlite3'", 'better-sqlite3'],
  ['electron/main.ts', "import { request } from 'node:https'", 'node:https'],
  ['db/serve.ts', "const { connect } = await import('node:net')", 'node:net'],
  ['cli/command.ts', "import { lookup } from 'node:dns'", 'node:dns'],
])('%s is not allowed: %s', (file, text, name) => {
  expect(listViolations(source(file, text))).toEqual([`import ${file} → ${name}`])
})

test('limits the size of folders and files, and equal names; ignores tests and the contract’s nouns', () => {
  const many = Array.from({ length: 41 }, (_, i) => source(`core/many/file-${i}.ts`))
  const tests = Array.from({ length: 41 }, (_, i) => source(`core/tested/file-${i}.test.ts`))
  const names = ['core/a/row.ts', 'core/b/row.ts', 'db/sql/notes.ts', 'db/handlers/notes.ts', 'core/notes.ts']
  const sources = [...many, ...tests, ...names.map((name) => source(name)), source('core/long.ts', '', 351)]
  const styles = source('renderer/ui/row.module.css', '', 351)
  expect(
    findViolations([...sources, source('renderer/ui/row.tsx'), styles, source('db/elsewhere/b.ts')]),
  ).toEqual(
    new Map([
      ['no-layer db/elsewhere', 1],
      ['folder-size core/many', 41],
      ['base-name row', 3],
      ['file-size core/long.ts', 351],
      ['file-size renderer/ui/row.module.css', 351],
    ]),
  )
})

test('violations that a single import may cause come last', () => {
  const violations = new Map([
    ['cycle a.ts → b.ts', 1],
    ['folder-size db', 51],
    ['part-cycle a → b', 1],
    ['file-size a.ts', 399],
  ])
  expect(sortByCause(violations)).toEqual([
    'folder-size db 51',
    'file-size a.ts 399',
    'cycle a.ts → b.ts',
    'part-cycle a → b',
  ])
})
