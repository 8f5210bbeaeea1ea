import { expect, test } from 'vitest'
import { rateStrength } from './passphrase-strength.ts'

test.each([
  ['weak', 'password'],
  ['weak', 'Password2024!'],
  ['weak', 'aaaaaaaaaaaaaaaaaaaa'],
  ['weak', '1234567890123456'],
  ['weak', 'Strasbourg 2016'],
  ['weak', 'word word word word word'],
  ['weak', 'Страсбург1'],
  ['fair', 'correct horse battery'],
  ['fair', 'x7#Kp2!vQ9'],
  ['strong', 'correct horse battery staple'],
  ['strong', 'облако скрипка ледник пуговица'],
  ['strong', 'x7#Kp2!vQ9w&4Zt'],
  ['strong', '电子证据与管辖权问题'],
] as const)('%s: %s', (expected, passphrase) => expect(rateStrength(passphrase)).toBe(expected))
