import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import { describeWithRealFiles, realData } from '../../../tests/real-files.ts'
import { StoreError } from '../../errors.ts'
import { applyDamage, damage } from '../../import/testing/damage.ts'
import { readPicture } from '../read-picture.ts'
import { readCards } from './read-cards.ts'

const fixtures = join(import.meta.dirname, '..', '..', '..', 'tests', 'fixtures', 'vcard')
const read = (name: string) => readCards(readFileSync(join(fixtures, name)))
const readText = (...lines: string[]) => readCards(new TextEncoder().encode(lines.join('\r\n')))
const card = (...lines: string[]) => readText('BEGIN:VCARD', ...lines, 'END:VCARD')
const size = (bytes: Uint8Array | null | undefined) => bytes && readPicture(bytes).width

test('2.1: quoted-printable with soft breaks, types without a name, and a photo', () => {
  const { people, warnings } = read('outlook-2.1.vcf')
  expect(people).toMatchObject([
    {
      name: 'Mme Zoé Lefèvre',
      organisation: 'Minist;re public, Division 3',
      role: 'Procureure générale adjointe',
      country: 'France',
      email: 'zoe.lefevre@justice.example',
      telephone: '+33 6 00 00 00 02',
      note: 'Met at the coffee\nasked about retention; wants the list',
      facts: [
        { kind: 'telephone', text: '+33 1 00 00 00 01' },
        { kind: 'telephone', text: '+33 1 00 00 00 09' },
        { kind: 'address', text: '1 rue des Essais Bureau 4, Lyon, 69000, France' },
      ],
    },
  ])
  expect(size(people[0]?.photo)).toBe(2)
  expect(warnings).toEqual([])
})

test('2.1: a character set for each property, and Windows-1252 without one', () => {
  expect(read('encodings-2.1.vcf').people).toMatchObject([
    { name: '花子 山田', organisation: '法務省', telephone: '0300000000' },
    { name: 'Jürgen Müller' },
  ])
})

test('3.0: several cards, folded lines, escapes, groups and preferences', () => {
  const { people, warnings } = read('several-3.0.vcf')
  expect(people).toMatchObject([
    {
      name: 'Ана Феррейра, PhD',
      organisation: 'EUROJUST, Cybercrime; Evidence',
      role: 'Prosecutor',
      country: 'Netherlands',
      email: 'ana@eurojust.example',
      telephone: '+31 70 000 00 01',
      note: 'Line one\nand a long line that is folded in the middle of a word, as the standard asks',
      facts: [
        { kind: 'email', text: 'ana@home.example' },
        { kind: 'address', text: '1 Test Street, The Hague, 2500, Netherlands' },
        { kind: 'web', text: 'https://ana.example/about' },
        { kind: 'birthday', text: '1980-04-16' },
        { kind: 'groups', text: 'Delegates, Evidence' },
      ],
    },
    { name: 'registry@court.example', email: 'registry@court.example' },
  ])
  expect(size(people[0]?.photo)).toBe(2)
  expect(warnings.map(toEnglish)).toEqual([
    'Contacts have no field for KEY: it was left out (1): “Ана Феррейра, PhD” (line 1).',
    'A card has no name, organisation, e-mail address or telephone number: it was left out (1): line 27.',
  ])
})

test('4.0: addresses as URIs, a photo as data, groups and a file that is cut off', () => {
  const { people, warnings } = read('mixed-4.0.vcf')
  expect(people).toMatchObject([
    {
      name: 'Kwame Boateng',
      organisation: 'Ministry of the Interior',
      role: 'Head of unit',
      email: 'k.boateng@interior.example',
      telephone: '+233-30-000-0002 ext. 102',
      facts: [
        { kind: 'role', text: 'Analyst' },
        { kind: 'telephone', text: '+233-30-000-0001' },
        { kind: 'message', text: 'xmpp:kwame@chat.example' },
        { kind: 'birthday', text: '--0416' },
      ],
    },
    { name: 'Cut Off', email: 'cut@off.example', photo: null },
  ])
  expect(size(people[0]?.photo)).toBe(2)
  expect(warnings.map(({ parameters }) => parameters.problem)).toMatchObject([
    { code: 'card.not-closed' },
    { code: 'card.is-group' },
    { code: 'card.photo-unread' },
  ])
})

test('UTF-16 is read', () => {
  expect(read('utf-16.vcf').people).toMatchObject([{ name: 'Łukasz Wiśniewski' }])
})

test('a file without a card is refused with a message that says what to choose', () => {
  expect(() => read('not-a-card.vcf')).toThrow(/no vCard.*\.vcf/)
  expect(() => readCards(new Uint8Array())).toThrow(StoreError)
})

test.each([
  [
    'an equal sign at the end without quoted-printable',
    ['N:A', 'NOTE:ends with =', 'TEL:1'],
    { note: 'ends with =', telephone: '1' },
  ],
  [
    'an empty soft break',
    ['N;ENCODING=QUOTED-PRINTABLE:H=C3=B6rmann;Joseph=', '', 'TEL:1'],
    { name: 'Joseph Hörmann' },
  ],
  ['a soft break before the end', ['FN;ENCODING=QUOTED-PRINTABLE:Ana='], { name: 'Ana' }],
  ['base64 without indentation', ['FN:Ana', 'PHOTO;BASE64:AAAA', 'BBBB', 'TEL:1'], { telephone: '1' }],
  ['a colon in a quoted parameter', ['N:A', 'TEL;TYPE="a:b;c",PREF:1'], { telephone: '1' }],
  [
    'an address with a name',
    ['N:A', 'EMAIL:"Omega"', '  <omega@example.com>'],
    { email: 'omega@example.com' },
  ],
  ['escaped separators', ['N:;A\\;B\\\\;C\\\\\\;;D;\\:E;\\\\\\\\;'], { name: 'D A;B\\ C\\; :E' }],
])('%s', (_, lines, expected) => {
  expect(card('VERSION:2.1', ...lines).people).toMatchObject([expected])
})

test('nested cards are people of their own', () => {
  const { people } = card('N:Minister', 'AGENT:', 'BEGIN:VCARD', 'N:Assistant', 'END:VCARD', 'TEL:1')
  expect(people).toMatchObject([{ name: 'Minister', telephone: '1' }, { name: 'Assistant' }])
})

test('long texts fit into a contact, and a note that is cut is reported', () => {
  const [organisation, note] = ['x'.repeat(700), 'y'.repeat(30_000)]
  const { people } = card('FN:Ana', `ORG:${organisation}`)
  expect(people).toMatchObject([{ organisation: 'x'.repeat(500), note: organisation }])
  const { people: cut, warnings } = card('FN:Ana', `NOTE:${note}`, 'URL:z')
  expect((cut[0]?.note.length ?? 0) + 'Web: z'.length).toBeLessThan(20_000)
  expect(warnings.map(toEnglish)).toEqual([
    'A note is longer than a contact can hold: its end was left out (1): “Ana” (line 1).',
  ])
})

// Such a card would keep the store from saving for minutes.
test.each<[string, string, object]>([
  ['parameters', `TEL${';TYPE=a'.repeat(300_000)}:1`, { telephone: '1' }],
  ['signs in an address', `EMAIL:<${'a@'.repeat(200_000)}`, { name: 'Ana' }],
])('a card with very many %s is read', (_, line, expected) => {
  expect(card('FN:Ana', line).people).toMatchObject([expected])
})

test('more cards than any address book are refused', () => {
  const many = 'BEGIN:VCARD\nFN:A\nEND:VCARD\n'.repeat(20_001)
  expect(() => readCards(new TextEncoder().encode(many))).toThrow(/20,000|20000/)
})

test('a damaged file is read or refused with a message', () => {
  const files = ['outlook-2.1.vcf', 'several-3.0.vcf', 'mixed-4.0.vcf', 'encodings-2.1.vcf']
  fc.assert(
    fc.property(fc.constantFrom(...files), damage, (name, faults) => {
      try {
        for (const person of readCards(applyDamage(readFileSync(join(fixtures, name)), faults)).people) {
          expect(person.name).not.toBe('')
        }
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        expect(error.details?.code).toBe('card.none')
      }
    }),
    { numRuns: 100 * Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1) },
  )
})

describeWithRealFiles('real address books', () => {
  const folder = join(realData, 'vcard')
  const names = globSync('**/*.{vcf,ref,ics,json,xml}', { cwd: folder }).sort()
  test.each(names)('%s is read, with every card accounted for, or refused clearly', (name) => {
    const bytes = readFileSync(join(folder, name))
    const cards = bytes.toString('latin1').match(/^\s*BEGIN\s*:\s*VCARD\s*$/gim)?.length ?? 0
    if (cards === 0) return expect(() => readCards(bytes)).toThrow(/no vCard/)
    const { people, warnings } = readCards(bytes)
    const leftOut = warnings
      .filter(({ parameters: { problem } }) => JSON.stringify(problem).match(/card\.(?:no-name|is-group)/))
      .reduce((sum, { parameters }) => sum + Number(parameters.total), 0)
    expect(people.length + leftOut).toBe(cards)
    for (const { photo } of people) if (photo) expect(photo.length).toBeGreaterThan(0)
  })
})
