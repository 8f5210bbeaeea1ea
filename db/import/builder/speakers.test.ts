/** Speakers in schedules; XML and JSON give the same result. */
import { expect, test } from 'vitest'
import { getBytes } from '../../testing/bundles.ts'
import { parseWithEnglishWarnings } from '../../testing/parse-with-english-warnings.ts'
import { parseXml, writeScheduleXml } from '../testing/small-schedules.ts'

const event = (persons: string) =>
  writeScheduleXml(
    `<event id="1"><title>T</title><start>10:00</start><duration>1:00</duration><persons>${persons}</persons></event>`,
  )
const inXml = (xml: string) => parseXml(xml).bundle.speakers
const inJson = (persons: readonly object[], more: object = {}) =>
  parseWithEnglishWarnings(
    getBytes({
      schedule: {
        ...more,
        conference: {
          title: 'Tiny 2026',
          time_zone_name: 'Europe/Paris',
          days: [
            {
              date: '2026-05-04',
              rooms: { A: [{ id: 1, title: 'T', start: '10:00', duration: '1:00', persons }] },
            },
          ],
        },
      },
    }),
    'tiny.json',
  ).bundle.speakers

test.each([
  [{ full_public_name: 'Ada King (Ada)', public_name: 'Ada', name: 'Ada King' }, 'Ada'],
  [{ full_public_name: 'Ada King (Ada)', name: 'Ada King' }, 'Ada King'],
  [{ full_public_name: 'Ada King (Ada)', public_name: ' ' }, 'Ada King (Ada)'],
])('of the names %j the public one is used, in both formats', (names, expected) => {
  const elements = Object.entries(names).map(([field, name]) => `<${field}>${name}</${field}>`)
  expect(inXml(event(`<person>${elements.join('')}</person>`))).toMatchObject([{ name: expected }])
  expect(inJson([names])).toMatchObject([{ name: expected }])
})

test('two people with the same name are distinguished by their codes, in both formats', () => {
  const expected = [
    { guid: 'ABCDEF', name: 'Max' },
    { guid: 'GHIJKL', name: 'Max' },
  ]
  const persons =
    '<person id="1"><code>ABCDEF</code><public_name>Max</public_name></person><person id="2" code="GHIJKL">Max</person>'
  expect(inXml(event(persons))).toMatchObject(expected)
  expect(
    inJson(expected.map(({ guid, name }, index) => ({ id: index + 1, code: guid, name }))),
  ).toMatchObject(expected)
})

test('a name without a code is the person with that name if only one code has it', () => {
  const named = (...codes: string[]) => codes.map((code) => ({ code, name: 'Ada' }))
  const guids = (...codes: string[]) => inJson(named(...codes)).map(({ guid }) => guid)
  expect(guids('', 'ABCDEF', '')).toEqual(['ABCDEF'])
  // Two people are named Ada, so a name without a code can be either of them.
  expect(guids('', 'ABCDEF', 'GHIJKL', 'ABCDEF')).toEqual(['Ada', 'ABCDEF', 'GHIJKL'])
})

test('biographies come from the file’s list of people, by guid, or by number and name', () => {
  const list =
    '<persons><person id="1"><name>Ada</name><biography>&lt;p&gt;Wrote programs.&lt;/p&gt;</biography></person><person guid="g"><name>Grace</name><biography>Found bugs.</biography></person><person id="3"><name>Ida</name><biography>Another.</biography></person></persons>'
  const xml = event(
    '<person id="1">Ada</person><person guid="g">Grace Hopper</person><person id="3">Ines</person><person id="1"><name>Ada</name><biography>Later.</biography></person>',
  )
  const expected = [
    { name: 'Ada', biography: 'Wrote programs.' },
    { name: 'Grace Hopper', biography: 'Found bugs.' },
    { name: 'Ines', biography: '' },
  ]
  expect(inXml(xml.replace('<day', `${list}<day`))).toMatchObject(expected)
  expect(inXml(xml.replace('</schedule>', `${list}</schedule>`))).toMatchObject(expected)
  expect(
    inJson(
      [
        { id: 1, name: 'Ada' },
        { guid: 'g', name: 'Grace Hopper' },
        { id: 3, name: 'Ines' },
      ],
      {
        persons: [
          { id: 1, name: 'Ada', biography: '<p>Wrote programs.</p>' },
          { guid: 'g', name: 'Grace', biography: 'Found bugs.' },
          { id: 3, name: 'Ida', biography: 'Another.' },
        ],
      },
    ),
  ).toMatchObject(expected)
})
