/** Names that a signer may use. */
import { expect, test } from 'vitest'
import { toEnglish } from '../../core/i18n/english-messages.ts'
import { describeIssues } from '../formats/validation.ts'
import { organiserKey, pack } from '../testing/packs.ts'
import { getFingerprint, getPublicKey } from './keys.ts'
import { publisher } from './publisher.ts'

const fingerprint = getFingerprint(getPublicKey(organiserKey))

test.each([
  'Council of Europe',
  'Bureau d’appui n° 7 (Bucarest) – 2026/2027',
  'Ministère de l’Économie & des Finances',
  'سازمان\u200cهای مردم\u200cنهاد',
  'क्\u200dष हिन्दी समिति',
  'Հայաստան, საქართველო, 欧州評議会',
  'Decade of 2020, 2021 and 2022',
])('%s is a valid signer', (name) => {
  expect(publisher.parse(name)).toBe(name)
})

test.each([
  ['a control sequence that hides what follows', 'Hand Office\u001b[8m', /cannot be seen/],
  ['the same control sequence in one character', 'Hand Office\u009b8m', /cannot be seen/],
  ['a bell', 'Hand\u0007 Office', /cannot be seen/],
  ['a zero-width space', 'Hand\u200b Office', /cannot be seen/],
  ['a soft hyphen', 'Hand\u00ad Office', /cannot be seen/],
  ['an invisible letter', 'Hand\u3164Office', /cannot be seen/],
  ['a line separator', 'Hand\u2028Office', /cannot be seen/],
  ['a joiner without a letter after it', 'Hand\u200d Office', /cannot be seen/],
  ['a joiner between letters that do not join', 'Ha\u200cnd Office', /cannot be seen/],
  ['a tag character', 'Hand Office\u{e0041}', /cannot be seen/],
  ['a character that reverses the text', 'Hand \u202eOffice', /text direction/],
  ['a fingerprint', `Hand Office (${fingerprint})`, /fingerprint/],
  ['a fingerprint without spaces', `Hand Office ${fingerprint.replaceAll(' ', '')}`, /fingerprint/],
  [
    'a fingerprint in capitals, with colons',
    `Hand ${fingerprint.replaceAll(' ', ':').toUpperCase()}`,
    /fingerprint/,
  ],
  ['a fingerprint in wide digits', 'Hand １２３４ 5678 9ABC DEF0', /fingerprint/],
])('%s is refused as a signer', (_, name, reason) => {
  const { error } = publisher.safeParse(name)
  expect(error?.issues).toHaveLength(1)
  expect(error && toEnglish(describeIssues(error))).toMatch(reason)
  expect(() => pack(() => {}, { publisher: name })).toThrow(/publisher: contains/)
})
