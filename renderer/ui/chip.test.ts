import { expect, test } from 'vitest'
import { toggleItem } from './chip.tsx'

test('a choice goes on and off', () => {
  expect(toggleItem(['en'], 'fr')).toEqual(['en', 'fr'])
  expect(toggleItem(['en', 'fr'], 'en')).toEqual(['fr'])
})
