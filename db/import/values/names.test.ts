import { expect, test } from 'vitest'
import { makeKeysDistinct } from './names.ts'

const at = (start: string, room = 'R1') => ({ start, room })

test('of several slots with one key the first keeps it; later ones add their start, room or number', () => {
  const items = [at('11:00'), at('10:00'), at('11:00'), at('11:00', 'R2'), at('11:00'), at('11:00')]
  const { keys, shared } = makeKeysDistinct(
    items.map((item) => ({ item, key: 'K' })),
    (item) => item,
  )
  expect(keys).toEqual(['K@11:00', 'K', 'K@11:00@R1', 'K@11:00@R2', 'K@11:00@R1#2', 'K@11:00@R1#3'])
  expect(shared).toHaveLength(6)
})

test('skips a number that another key already has', () => {
  const items = ['K', 'K', 'K', 'K', 'K@10:00@R1#2'].map((key) => ({ item: at('10:00'), key }))
  expect(makeKeysDistinct(items, (item) => item).keys).toEqual([
    'K',
    'K@10:00',
    'K@10:00@R1',
    'K@10:00@R1#3',
    'K@10:00@R1#2',
  ])
})

test('numbers many equal slots without counting from the start each time', () => {
  const same = at('10:00')
  const has = Set.prototype.has
  let lookups = 0
  Set.prototype.has = function (value) {
    lookups += 1
    return has.call(this, value)
  }
  try {
    const { keys } = makeKeysDistinct(
      Array.from({ length: 49_999 }, () => ({ item: same, key: 'K' })),
      (item) => item,
    )
    expect(lookups).toBeLessThan(49_999 * 4)
    expect(keys[49_998]).toBe('K@10:00@R1#49997')
  } finally {
    Set.prototype.has = has
  }
})
