import { expect, test } from 'vitest'
import { type ContactFields, Guid } from '../../../db/model.ts'
import { noFields } from './contacts-drafts.ts'
import { addToNote, isNoteShortEnough, isSubset, mergeFields } from './merge-fields.ts'

const toLine = (field: string, value: string) => `${field}: ${value}`
const fields = (some: Partial<ContactFields>): ContactFields => ({ ...noFields, ...some })

test('empty fields are filled, and texts that differ go to the private note', () => {
  const kept = fields({ name: 'Ana Ferreira', email: 'ana@a.org', note: 'owes me a coffee' })
  const other = fields({
    name: 'A. Ferreira',
    email: 'ana@b.org',
    role: 'Prosecutor',
    metAt: Guid.parse('workshop-9'),
    note: 'likes tea',
    picture: 'a'.repeat(64),
  })
  const merged = mergeFields(kept, other, toLine)
  expect(merged).toEqual({
    ...kept,
    role: 'Prosecutor',
    metAt: 'workshop-9',
    picture: 'a'.repeat(64),
    note: 'owes me a coffee\nlikes tea\nname: A. Ferreira\nemail: ana@b.org',
  })
  expect(mergeFields(merged, other, toLine), 'merged a second time').toEqual(merged)
})

test('the delegate chooses which text stays; the other one goes to the private note', () => {
  const kept = fields({ name: 'Ana', email: 'ana@a.org' })
  const other = fields({ name: 'ANA', email: 'ana@b.org' })
  expect(mergeFields(kept, other, toLine, new Set(['email']))).toMatchObject({
    name: 'Ana',
    email: 'ana@b.org',
    note: 'email: ana@a.org',
  })
})

test('numbers that differ in spaces only are the same', () => {
  const kept = fields({ name: 'Ana', telephone: '+351 21 000-00-00' })
  const merged = mergeFields(kept, fields({ name: 'Ana', telephone: '00351210000000' }), toLine)
  expect(isSubset(kept, merged)).toBe(true)
})

test('of two photos the chosen one stays', () => {
  const [one, two] = ['a', 'b'].map((digit) => fields({ name: 'Ana', picture: digit.repeat(64) }))
  const merge = (...chosen: 'picture'[]) =>
    mergeFields(one ?? noFields, two ?? noFields, toLine, new Set(chosen)).picture
  expect([merge(), merge('picture')]).toEqual([one?.picture, two?.picture])
})

test('a card that adds only a photo counts as an addition', () => {
  const ana = fields({ name: 'Ana' })
  expect(isSubset(ana, ana, true)).toBe(false)
  const pictured = fields({ name: 'Ana', picture: 'a'.repeat(64) })
  expect(isSubset(pictured, pictured, true)).toBe(true)
})

test('a follow-up and a consent are taken over or kept in the note', () => {
  const promise = { followUp: 'Send the paper', followUpOn: '2016-12-01', consent: 'by word' }
  expect(mergeFields(fields({ name: 'Ana' }), fields({ name: 'Ana', ...promise }), toLine)).toMatchObject(
    promise,
  )
  const kept = fields({ name: 'Ana', followUp: 'Call', consent: 'in writing' })
  expect(mergeFields(kept, fields({ name: 'Ana', ...promise }), toLine)).toMatchObject({
    followUp: 'Call; Send the paper',
    followUpOn: '2016-12-01',
    consent: 'in writing',
    note: 'consent: by word',
  })
})

const done = { followUp: 'Call', followUpOn: '2016-11-20', followedUpAt: '2016-11-19T09:00:00Z' } as const
const open = { followUp: 'Send the paper', followUpOn: '2016-12-01', followedUpAt: null } as const
test.each<[string, Partial<ContactFields>, Partial<ContactFields>, Partial<ContactFields>]>([
  ['an open promise and one that is done', done, open, { ...open, note: 'followUp: Call, 2016-11-20' }],
  ['the reverse', open, done, { ...open, note: 'followUp: Call, 2016-11-20' }],
  ['the same promise, once with a date', { followUp: open.followUp }, open, { ...open, note: '' }],
  ['the same promise, once done', done, { ...done, followedUpAt: null }, { ...done, followedUpAt: null }],
  [
    'promises that are too long for one field',
    open,
    { followUp: 'x'.repeat(500) },
    { ...open, note: `followUp: ${'x'.repeat(500)}` },
  ],
])('of two follow-ups, an open one stays in the list: %s', (_, one, two, expected) => {
  const merged = mergeFields(fields({ name: 'Ana', ...one }), fields({ name: 'Ana', ...two }), toLine)
  expect(merged).toMatchObject(expected)
})

test('if the two records name different sessions at which they met, the second goes to the private note', () => {
  const at = (session: string) => fields({ name: 'Ana', metAt: Guid.parse(session) })
  expect(mergeFields(at('workshop-9'), at('dinner'), toLine)).toMatchObject({
    metAt: 'workshop-9',
    note: 'metAt: dinner',
  })
})

test('each part is added to a note only once, and a note that is too long is recognised', () => {
  expect(addToNote('one\ntwo', ['two', '', 'three '])).toBe('one\ntwo\nthree')
  expect(isNoteShortEnough(fields({ note: 'x'.repeat(20_001) }))).toBe(false)
})
