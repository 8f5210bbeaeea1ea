import { afterEach, expect, test, vi } from 'vitest'
import { parseStartAt } from './start-at.ts'

const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
afterEach(() => stderr.mockClear())

test('reads an instant with its offset, in the stored form', () => {
  expect(parseStartAt('2016-11-17T14:30:00+01:00')).toBe('2016-11-17T13:30:00.000Z')
  expect(parseStartAt('2016-11-17T13:30Z')).toBe('2016-11-17T13:30:00.000Z')
  expect(stderr).not.toHaveBeenCalled()
})

test('without a value, the computer’s clock is used', () => {
  expect(parseStartAt(undefined)).toBeNull()
  expect(parseStartAt('')).toBeNull()
  expect(stderr).not.toHaveBeenCalled()
})

test.each(['tomorrow', '2016-11-17', '2016-11-17T14:30:00', '2016-02-30T10:00:00Z', '2016-11-17T25:00:00Z'])(
  '%s is ignored with a message',
  (text) => {
    expect(parseStartAt(text)).toBeNull()
    expect(stderr).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(text))
  },
)
