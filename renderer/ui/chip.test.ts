import { expect, test } from 'vitest'
import { toggleItem } from './chip.tsx'

test('a choice is toggled on and off', () => {
  expect(toggleItem(['en'], 'fr')).toEqual(['en', 'fr'])
  expect(toggleItem(['en', 'fr'], 'en')).toEqual(['fr'])
})
