/** Validation errors are described in words, in each language. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { languages } from '../../core/desktop.ts'
import {
  BundleSession,
  ConferenceBundle,
  ConferenceSlug,
  Instant,
  line,
  Sha256,
  WebAddress,
} from '../model.ts'
import { PackEntry, PackSignature } from '../packs/manifest.ts'
import { type BundleInput, bundle, session } from '../testing/bundles.ts'
import { translateTo } from '../testing/translated.ts'
import { describeIssues } from './validation.ts'

const getIssues = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value)
  if (!error) throw new Error('expected it to be refused')
  return describeIssues(error)
}
const inFile = (change: (bundle: BundleInput) => void) => getIssues(ConferenceBundle, bundle(change))

test('an unknown kind is refused in Russian if the window is in Russian', () => {
  const issues = inFile((b) => b.sessions.push(session('x', { kind: 'party' as 'talk' })))
  expect(translateTo(issues, 'en')).toBe(
    'sessions[2].kind: expected one of "plenary", "workshop", "talk", "social", "milestone", "other".',
  )
  expect(translateTo(issues, 'ru')).toBe(
    'sessions[2].kind: ожидалось одно из значений: "plenary", "workshop", "talk", "social", "milestone", "other".',
  )
})

const entry = {
  path: 'floor-plans/a.svg',
  role: 'floor-plan',
  title: 'A',
  size: 1,
  sha256: '0'.repeat(64),
}
const cases: [english: string, schema: z.ZodType, value: unknown][] = [
  ['is missing.', z.string(), undefined],
  ['expected text, found a list.', z.string(), []],
  ['expected an object, found text.', z.strictObject({}), 'x'],
  ['expected true or false, found a number.', z.boolean(), 1],
  ['expected a whole number.', z.int(), 1.5],
  ['expected a number, found null.', z.number(), null],
  ['expected "x".', z.literal('x'), 'y'],
  ['expected 1.', z.literal(1), 2],
  ['is empty.', z.string().min(1), ''],
  ['is shorter than 3 characters.', z.string().min(3), 'x'],
  ['is longer than 2 characters.', z.string().max(2), 'xyz'],
  ['holds more than 1 entry.', z.array(z.string()).max(1), ['a', 'b']],
  ['holds fewer than 1 entry.', z.array(z.string()).min(1), []],
  ['is less than 1.', z.int().min(1), 0],
  ['is more than 5.', z.int().max(5), 6],
  ['unknown: "mood", "{0}".', z.strictObject({}), { mood: 1, '{0}': 2 }],
  ['has none of the forms allowed here.', z.union([z.string(), z.null()]), 1],
  ['expected a UUID.', z.uuid(), 'x'],
  ['does not match the pattern /^x$/.', z.string().regex(/^x$/), 'y'],
  ['expected a date such as 2016-11-17.', BundleSession.shape.day, 'soon'],
  ['expected a language such as en.', BundleSession.shape.languages.element, 'English'],
  ['expected a time with its offset, such as 2016-11-17T14:30:00+01:00.', BundleSession.shape.start, '9:30'],
  ['expected an instant such as 2016-11-17T13:30:00.000Z.', Instant, 'soon'],
  ['expected lower-case words joined by hyphens.', ConferenceSlug, 'My Days'],
  ['expected one line.', line, 'a\nb'],
  ['contains an incomplete character or a NUL.', line, 'a\0b'],
  ['expected a web or mail address.', WebAddress, 'file:///x'],
  ['expected a SHA-256 as 64 lower-case hexadecimal digits.', Sha256, 'x'],
  [
    'sha256: expected a SHA-256 as 64 lower-case hexadecimal digits.',
    PackEntry,
    { ...entry, sha256: 'X'.repeat(64) },
  ],
  ['path: is in the wrong folder for its role.', PackEntry, { ...entry, role: 'document' }],
  ['expected 32 bytes as base64.', PackSignature.shape.publicKey, 'x'],
  ['expected 64 bytes as base64.', PackSignature.shape.signature, 'x'],
]

test.each(cases)('%s', (english, schema, value) => {
  const issues = getIssues(schema, value)
  expect(translateTo(issues, 'en')).toBe(english)
  expect(new Set(languages.map((language) => translateTo(issues, language))).size).toBe(4)
})
