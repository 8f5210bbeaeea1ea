import { expect, test } from 'vitest'
import { toggled } from './chip.tsx'

test('a choice goes on and off', () => {
  expect(toggled(['en'], 'fr')).toEqual(['en', 'fr'])
  expect(toggled(['en', 'fr'], 'en')).toEqual(['fr'])
})
