import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './paths.ts'
import { sortFiles } from './sort-files.ts'

test('without paths, all tests run', () => {
  expect(sortFiles([])).toEqual({ all: true, unit: [], window: [], packaged: [] })
})

test('the path decides the kind of test', () => {
  const paths = [
    'db/store/open.test.ts',
    './tests/e2e/trash.test.ts',
    join(root, 'tests/e2e/plan.test.ts'),
    'tests/e2e/packaged.test.ts',
    'tests/e2e/packaged-security.test.ts',
  ]
  expect(sortFiles(paths)).toEqual({
    all: false,
    unit: ['db/store/open.test.ts'],
    window: ['tests/e2e/trash.test.ts', 'tests/e2e/plan.test.ts'],
    packaged: ['tests/e2e/packaged.test.ts', 'tests/e2e/packaged-security.test.ts'],
  })
})
