import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { markdownToDoc } from '../markdown/to-doc.ts'
import { open } from '../testing/typist.ts'
import { getContactCandidates, getKeyMessageCandidates, getSessionCandidates } from './candidates.ts'
import { createMessageFinder } from './message-terms.ts'
import { findSuggestions, linkSuggested, type SuggestionSources } from './suggestions.ts'

type Message = { guid: string; number: string; text: string; points?: Message[] }
const octopus = JSON.parse(
  readFileSync(new URL('../../../assets/conferences/octopus-2016.json', import.meta.url), 'utf8'),
) as { keyMessages: Message[] }
const messages = octopus.keyMessages
  .flatMap((message) => [message, ...(message.points ?? [])])
  .map(({ guid, number, text }) => ({ id: guid, number, text }))
const find = createMessageFinder(messages)

test.each([
  ['3', 'Scope: evidence on servers in foreign, unknown, shifting or multiple jurisdictions.'],
  [
    '3',
    'Two kinds of request: subscriber information by production orders, Article 18; other data in emergency situations only',
  ],
  [
    '7',
    'FIU: follow the money, proceeds from crime online, financial investigations, financial intelligence units',
  ],
  [null, 'Legal reform and training reported together.'],
  [null, 'The chair thanked all participants and speakers for their cooperation and information.'],
  [null, 'Procedural powers for electronic evidence are the open point.'],
  [null, 'Lunch: ask the delegation of Romania about the training centre.'],
  [null, 'Opening. English only in Room 3; no interpretation.'],
])('key message %s: %s', (number, passage) => {
  expect(find(passage)?.number ?? null).toBe(number)
})

const conference = 'octopus-2016'
const getLabel = (number: string) => `Key message ${number}`
const sources: SuggestionSources = {
  named: [
    ...getSessionCandidates(
      [{ id: 'workshop-8', label: 'Workshop 8', title: 'Proceeds', detail: '' }],
      conference,
    ),
    ...getContactCandidates([
      { id: 'eurojust', name: 'EUROJUST', detail: '', conference },
      { id: '7f0c', name: 'Élisabeth Dupont (MoJ)', detail: '', conference: null },
    ]),
  ],
  findKeyMessage: (passage) => {
    const message = find(passage)
    return message ? (getKeyMessageCandidates([message], conference, getLabel)[0] ?? null) : null
  },
  isDismissed: () => false,
}
const suggested = (markdown: string, more: Partial<SuggestionSources> = {}) =>
  findSuggestions(markdownToDoc(markdown), { ...sources, ...more }).map(({ label }) => label)

test('suggests names that are written in full and in their own case, and are not linked in the note', () => {
  expect(suggested('Said in Workshop 8 by EUROJUST, and Élisabeth Dupont (MoJ) agreed.\n')).toEqual([
    'Workshop 8',
    '@EUROJUST',
    '@Élisabeth Dupont (MoJ)',
  ])
  expect(suggested('Workshop 80, eurojust, EUROJUSTS and #EUROJUST\n')).toEqual([])
  expect(suggested('`EUROJUST`, [EUROJUST](https://coe.int)\n\n    EUROJUST\n')).toEqual([])
  expect(suggested('EUROJUST and [@EUROJUST](rapporteur:contact/octopus-2016/eurojust)\n')).toEqual([])
  expect(suggested('[EUROJUST:](rapporteur:turn/contact/octopus-2016/eurojust) EUROJUST asks\n')).toEqual([])
})

test('does not suggest dismissed links', () => {
  const isDismissed = (href: string) => href === 'rapporteur:session/octopus-2016/workshop-8'
  expect(suggested('Workshop 8 and EUROJUST\n', { isDismissed })).toEqual(['@EUROJUST'])
})

test('a name becomes the link, a message is added after its passage, and a changed note is left alone', () => {
  const note = open(
    'As Workshop 8 said.\n\nEvidence on servers in foreign, unknown, shifting or multiple jurisdictions.\n',
  )
  const [session, message] = findSuggestions(note.state.doc, sources)
  if (!session || !message) throw new Error('two suggestions were expected')
  note.run(linkSuggested(message))
  note.run(linkSuggested(session))
  expect(note.markdown).toBe(
    'As [Workshop 8](rapporteur:session/octopus-2016/workshop-8) said.\n\nEvidence on servers in foreign, unknown, shifting or multiple jurisdictions. [Key message 3](rapporteur:key-message/octopus-2016/km-3)\n',
  )
  const before = note.markdown
  note.run(linkSuggested(session))
  expect(note.markdown).toBe(before)
})
