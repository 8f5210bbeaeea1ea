import { expect, test } from 'vitest'
import { warmUp } from './warm-up.ts'

// It would throw what the importer throws: then every import from a dialog would wait for nothing.
test('the made-up schedule is read without a fault', () => {
  expect(warmUp).not.toThrow()
})
