/** Generates words, times and zones, valid and odd, for the generated files. */
import fc from 'fast-check'

export const word = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    'null',
    '__proto__',
    'constructor',
    '\0',
    '\ud800',
    'a'.repeat(3_000),
    '&amp;',
    '<b>',
    '[CANCELED] x',
    'annulé',
  ),
)
export const time = fc.oneof(
  fc.constantFrom(
    '2026-05-04',
    '2026-02-30',
    '20008-01-01',
    '9999-12-31',
    '0000-00-00',
    '10:00',
    '25:61',
    '99:99',
    '9:5',
    '',
  ),
  fc.constantFrom(
    '2026-05-04T10:00:00+02:00',
    '2026-05-04T10:00:00',
    '2026-05-04T10:00:00Z',
    '2026-05-05T04:00:00+02:00',
    '2026-05-04T10:00:00+05:30',
    '2026-05-04T10:00:00+99:99',
    '2026-03-29T02:30:00',
    '2026-10-25T02:30:00',
  ),
  fc
    .tuple(
      fc.integer({ min: 1890, max: 2210 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    )
    .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`),
  word,
)
export const duration = fc.constantFrom(
  '0:20',
  '00:45:00',
  '25:00',
  '0:00',
  '999:99',
  '',
  'PT1H',
  'P9999D',
  'soon',
  '-1:00',
)
export const zone = fc.constantFrom(
  'Europe/Paris',
  '',
  'Mars/Olympus',
  '+01:00',
  'CEST',
  'US / Eastern',
  'utc',
)

export const anything = fc.anything({ maxDepth: 2, withNullPrototype: false })
export const mixInWrongTypes = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 6, arbitrary: value },
    fc.dictionary(fc.constantFrom('en', 'fr', 'x'), word, { maxKeys: 3 }),
    anything,
  )

/** Writes bigints as text, since JSON has none. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part))
}
