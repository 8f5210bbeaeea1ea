import { expect, test } from 'vitest'
import { estimateStrength } from './passphrase-strength.ts'

test.each([
  ['', 'none'],
  ['short', 'short'],
  ['aaaaaaaaaaaaaaaaaaaaaaaaaa', 'short'],
  ['Strasbourg', 'fair'],
  ['correct horse bat', 'fair'],
  ['correct horse battery staple', 'good'],
  ['правильная лошадь батарейка', 'good'],
])('“%s” is %s', (passphrase, strength) => {
  expect(estimateStrength(passphrase)).toBe(strength)
})
