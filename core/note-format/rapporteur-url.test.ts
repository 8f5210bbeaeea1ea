import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  createTimeLink,
  formatRapporteurUrl,
  getPicture,
  parseNote,
  parseRapporteurUrl,
  type RapporteurTarget,
  serialiseNote,
} from './index.ts'

const examples: [string, RapporteurTarget][] = [
  ['rapporteur:at/2016-11-17T13:33:07Z', { kind: 'at', instant: '2016-11-17T13:33:07.000Z' }],
  ['rapporteur:decision', { kind: 'decision' }],
  [
    'rapporteur:key-message/octopus-2016/km-3',
    { kind: 'key-message', conference: 'octopus-2016', guid: 'km-3' },
  ],
  [
    'rapporteur:contact/octopus-2016/eurojust',
    { kind: 'contact', conference: 'octopus-2016', id: 'eurojust' },
  ],
  [
    'rapporteur:contact/7d3b4f1e-0f53-4c5e-9d54-1f0a2b3c4d5e',
    { kind: 'contact', conference: null, id: '7d3b4f1e-0f53-4c5e-9d54-1f0a2b3c4d5e' },
  ],
  ['rapporteur:question', { kind: 'question' }],
  ['rapporteur:internal', { kind: 'internal' }],
  ['rapporteur:private', { kind: 'private' }],
  ['rapporteur:turn', { kind: 'turn', who: null }],
  [
    'rapporteur:turn/contact/octopus-2016/unodc',
    { kind: 'turn', who: { kind: 'contact', conference: 'octopus-2016', id: 'unodc' } },
  ],
  ['rapporteur:turn/contact/7d3b', { kind: 'turn', who: { kind: 'contact', conference: null, id: '7d3b' } }],
  [
    'rapporteur:turn/speaker/octopus-2016/jane%20doe',
    { kind: 'turn', who: { kind: 'speaker', conference: 'octopus-2016', id: 'jane doe' } },
  ],
  ['rapporteur:for', { kind: 'for', who: null }],
  ['rapporteur:for/member/7d3b', { kind: 'for', who: { kind: 'member', conference: null, id: '7d3b' } }],
  ['rapporteur:for/contact/7d3b', { kind: 'for', who: { kind: 'contact', conference: null, id: '7d3b' } }],
  ['rapporteur:due/2016-12-01', { kind: 'due', date: '2016-12-01' }],
  ['rapporteur:do/2016-11-28', { kind: 'do', date: '2016-11-28' }],
  [
    'rapporteur:session/octopus-2016/workshop-8',
    { kind: 'session', conference: 'octopus-2016', guid: 'workshop-8' },
  ],
  [`rapporteur:picture/${'0a'.repeat(32)}`, { kind: 'picture', sha256: '0a'.repeat(32) }],
  [
    'rapporteur:key-message/a/%28b%29%20%2F%2A%27%21',
    { kind: 'key-message', conference: 'a', guid: "(b) /*'!" },
  ],
]

test.each(examples)('%s', (url, target) => {
  expect(parseRapporteurUrl(url)).toEqual(target)
  expect(formatRapporteurUrl(target)).toBe(url)
})

test('the scheme may be in any case, and an instant may have a fraction', () => {
  expect(parseRapporteurUrl('Rapporteur:decision')).toEqual({ kind: 'decision' })
  expect(parseRapporteurUrl('rapporteur:at/2016-11-17T13:33:07.5Z')).toEqual({
    kind: 'at',
    instant: '2016-11-17T13:33:07.500Z',
  })
})

test.each([
  '',
  'rapporteur',
  'rapporteur:',
  'https://example.org/decision',
  'rapporteur:decision/',
  'rapporteur:decision/x',
  'rapporteur:at',
  'rapporteur:at/',
  'rapporteur:at/now',
  'rapporteur:at/2016-13-17T13:33:07Z',
  'rapporteur:at/2016-11-17T13:33:07',
  'rapporteur:at/2016-11-17T14:33:07+01:00',
  'rapporteur:at/2016-11-17T13:33:07Z/x',
  'rapporteur:key-message/octopus-2016',
  'rapporteur:key-message/octopus-2016/',
  'rapporteur:key-message/octopus-2016/km/3',
  'rapporteur:contact',
  'rapporteur:contact/%',
  'rapporteur:contact/%ff',
  'rapporteur:person/x',
  'rapporteur:speaker/octopus-2016/jane',
  'rapporteur:question/x',
  'rapporteur:internal/x',
  'rapporteur:turn/',
  'rapporteur:turn/unodc',
  'rapporteur:turn/contact',
  'rapporteur:turn/speaker/jane',
  'rapporteur:turn/contact/a/b/c',
  'rapporteur:for/key-message/a/b',
  'rapporteur:for/member',
  'rapporteur:for/member/a/b',
  'rapporteur:member/7d3b',
  'rapporteur:due',
  'rapporteur:do/soon',
  'rapporteur:due/tomorrow',
  'rapporteur:due/2016-02-30',
  'rapporteur:due/2016-12-01T00:00:00Z',
  'rapporteur:session/octopus-2016',
  'rapporteur:session/a/b/c',
  'rapporteur:picture/abc',
  `rapporteur:picture/${'0A'.repeat(32)}`,
])('%s is not a valid rapporteur: link', (url) => {
  expect(parseRapporteurUrl(url)).toBeNull()
})

test('any key survives encoding in the link and in Markdown', () => {
  const key = fc.string({ unit: 'grapheme', minLength: 1 })
  fc.assert(
    fc.property(key, key, (conference, guid) => {
      const targets: RapporteurTarget[] = [
        { kind: 'key-message', conference, guid },
        { kind: 'session', conference, guid },
        { kind: 'turn', who: { kind: 'speaker', conference, id: guid } },
        { kind: 'for', who: { kind: 'contact', conference, id: guid } },
        { kind: 'turn', who: { kind: 'contact', conference: null, id: guid } },
      ]
      for (const target of targets) {
        const url = formatRapporteurUrl(target)
        expect(parseRapporteurUrl(url)).toEqual(target)
        expect(serialiseNote(parseNote(`[a](${url})\n`))).toBe(`[a](${url})\n`)
      }
    }),
  )
})

test('only an image shows a stored picture', () => {
  const [paragraph] = parseNote(`![slide](rapporteur:picture/${'0a'.repeat(32)})`).children
  const image = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined
  expect(getPicture(image)).toBe('0a'.repeat(32))
  expect(getPicture({ type: 'link', url: `rapporteur:picture/${'0a'.repeat(32)}`, children: [] })).toBeNull()
})

test('the text of a time is the local time', () => {
  const link = createTimeLink('2016-11-17T13:33:07.250Z', 'Europe/Paris')
  expect(serialiseNote({ type: 'root', children: [{ type: 'paragraph', children: [link] }] })).toBe(
    '[14:33](rapporteur:at/2016-11-17T13:33:07Z)\n',
  )
})
