import { describe, expect, test } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import { message } from '../../../core/i18n/message.ts'
import { testWithRealFiles } from '../../../tests/real-files.ts'
import { collectProblems } from '../../formats/problems.ts'
import { parseReal } from '../../testing/real-files.ts'
import { calendar, event, parseCalendar } from '../testing/small-calendars.ts'
import { createStatusReader, createTitleKeyMaker, removeCancellationMark } from './status.ts'

function read(state: string, title = 'Opening') {
  const problems = collectProblems()
  const status = createStatusReader(problems)({
    state,
    title,
    name: () => message('common.quoted', { name: title }),
  })
  return [status, problems.list().map(toEnglish)]
}

test.each(['', 'accepted', 'Confirmed', 'CONFIRMED', 'Published', 'Confirmé', 'подтверждено'])(
  '“%s” takes place, without a warning',
  (state) => expect(read(state)).toEqual(['confirmed', []]),
)

test.each(['canceled', 'CANCELLED', 'Annulé', 'annulée', 'Cancelado', 'Отменено', 'abgesagt'])(
  '“%s” is cancelled, without a warning',
  (state) => expect(read(state)).toEqual(['cancelled', []]),
)

test.each(['postponed', 'Withdrawn', 'rejected', 'Declined'])(
  '“%s” does not take place, and the warning quotes the reason',
  (state) =>
    expect(read(state)).toEqual([
      'cancelled',
      [`The state is “${state}”: marked as cancelled (1): “Opening”.`],
    ]),
)

test.each(['TENTATIVE', 'draft', 'pending', 'Geneva', 'not cancelled'])(
  '“%s” is unclear: the session stays, with a warning',
  (state) =>
    expect(read(state)).toEqual([
      'confirmed',
      [
        `The state “${state}” does not say whether the session takes place: it is shown as taking place (1): “Opening”.`,
      ],
    ]),
)

test('each of the first 20 statuses has a warning with all its sessions; all other statuses share one', () => {
  const problems = collectProblems()
  const readStatus = createStatusReader(problems)
  const name = message('common.quoted', { name: 'A' })
  for (let round = 0; round < 2; round += 1)
    for (let index = 0; index < 100; index += 1)
      readStatus({ state: `s${index}`, title: 'A', name: () => name })
  const warnings = problems.list().map(toEnglish)
  expect(warnings).toHaveLength(21)
  expect(warnings[0]).toMatch(/^The state “s0” does not say.* \(2\): “A” × 2\.$/)
  expect(warnings[20]).toMatch(/^The state does not say.* \(160\): “A”: “s20” × 2; /)
})

describe('a title', () => {
  test.each([
    '[CANCELED] Carving JSON in heap dumps',
    '(CANCELLED) Funding the FOSS Ecosystem',
    'CANCELLED: openSUSE: Engineering Stable Rolling Releases',
    'cancelled - small scale Galaxy admins',
    'Cancelled – Evidence',
    'CANCELLED! Surface Mount Electronics Assembly',
    'CANCELED!!!!!! Geiger Counter Radiation Detectors',
    'ANNULÉ\u00a0: Preuves électroniques',
    'Annule\u0301e – Preuves',
    '[Cancelado] Pruebas',
    'ОТМЕНЕНО: Доказательства',
    'Отменён – доклад',
    'Cancelled',
    '[event] CANCELLED: Rust for everybody',
    '[Online] Cancelled – Evidence',
    '[DevRoom][Track 2] [CANCELED] Evidence',
    '[event] CANCELLED! Evidence',
    'Evidence without borders - CANCELLED',
    'Evidence (CANCELLED)',
    'Evidence [cancelled]',
    'Evidence without borders – cancelled!',
    'Evidence\u00a0— CANCELED ',
    'Preuves électroniques (annulé)',
    'Preuves – ANNULÉE',
    'Pruebas - Cancelada',
    'Доказательства (ОТМЕНЕНО)',
    'Доказательства – отменён',
    'Beweise - entfällt',
    'Beweise (FÄLLT AUS)',
  ])('“%s” says that it is cancelled', (title) => {
    expect(read('confirmed', title)).toEqual([
      'cancelled',
      [`Marked as cancelled because the title says so (1): “${title}”.`],
    ])
  })

  test.each([
    'Cancelled flights and their passengers',
    'Cancelling POSIX syscalls in Managarm',
    'Cancelled! A history of cancel culture',
    'Is Big DNS Taking Over? (REPLACES CANCELLED TALK)',
    'Cancelled-by-default contracts',
    'Cancellation: what we learnt',
    '[not cancelled] Evidence',
    'Annulation : le droit',
    'The cancelled election',
    'How the election was cancelled',
    'CULTURE, CANCELLED',
    'Who decides what is cancelled?',
    'Evidence – not cancelled',
    'Evidence (was cancelled)',
    '(Un)cancelled: a history',
    '[Panel] Cancelled flights and their passengers',
    'Post-cancelled',
    'Election (cancelled): what we learnt',
  ])('“%s” does not say that it is cancelled', (title) => expect(read('', title)).toEqual(['confirmed', []]))

  test.each([
    ['CANCELLED: openSUSE: Engineering', 'openSUSE: Engineering'],
    ['[CANCELED] - Carving JSON', 'Carving JSON'],
    ['Annule\u0301e – Preuves électroniques', 'Preuves électroniques'],
    ['ANNULÉ! Réunion', 'Réunion'],
    ['Отменён – новый доклад', 'новый доклад'],
    ['[event] CANCELLED: Rust', '[event] Rust'],
    ['Preuves électroniques (annulé)', 'Preuves électroniques'],
    ['Beweise für alle - entfällt', 'Beweise für alle'],
    ['The cancelled election', 'The cancelled election'],
    ['Cancelled', 'Cancelled'],
    ['[Cancelled] …', '[Cancelled] …'],
  ])('“%s” is matched as “%s”', (title, known) => {
    expect(removeCancellationMark(title)).toBe(known)
    expect(createTitleKeyMaker([title], (text) => text)(title)).toBe(known)
    expect(createTitleKeyMaker([title, known], (text) => text)(title)).toBe(title)
  })

  testWithRealFiles('of a real programme marks a session as cancelled, and stays as it is written', () => {
    const { bundle, warnings } = parseReal('frab-xml/fosdem-2025.xml')
    const cancelled = bundle.sessions.filter(({ status }) => status === 'cancelled')
    expect(cancelled.map(({ title }) => title.slice(0, 20)).sort()).toEqual([
      '(CANCELLED) Funding ',
      'CANCELLED: openSUSE:',
      '[CANCELED] The curre',
    ])
    expect(warnings).toContainEqual(
      expect.stringMatching(/^Marked as cancelled because the title says so.*\(3\): /),
    )
  })

  test('is ignored in our own exports, which mark a cancellation by STATUS only', () => {
    const cancelled = (lines: string) => {
      const text = `DTSTART:20260504T080000Z\r\nDURATION:PT1H\r\n${lines}`
      const titled = event(text).replace('SUMMARY:S', 'SUMMARY:Cancelled: a history')
      return parseCalendar(calendar(titled)).bundle.sessions[0]?.status
    }
    expect(cancelled('STATUS:CONFIRMED')).toBe('cancelled')
    expect(cancelled('STATUS:CONFIRMED\r\nX-RAPPORTEUR-KIND:talk')).toBe('confirmed')
  })
})
