/** Mistakes in packs, each with the expected message. */
import { type BundleInput, session } from '../../db/testing/bundles.ts'

type Mistake = [name: string, expected: RegExp | RegExp[]]
export type Json = Record<string, unknown>
type InProgramme = [...Mistake, change: (made: BundleInput) => void]
type InTable = [...Mistake, row: Partial<Record<Column, string>>]
type InPlan = [...Mistake, change: (plan: Json) => void]

export type Column = (typeof columns)[number]
export const columns = [
  'Id',
  'Title',
  'Date',
  'Start',
  'End',
  'Room',
  'Language',
  'Speakers',
  'Status',
  'Link',
] as const

export const set = (target: object, values: object) => {
  Object.assign(target, values)
}
/** Returns a function that changes the second session. */
const changeClosing = (values: object) => (made: BundleInput) => set(made.sessions[1] ?? {}, values)
const changeConference = (values: object) => (made: BundleInput) => set(made.conference, values)

/** Faults of the conference JSON, which prevent building. Each message has the line and, for sessions, the title. */
export const programmeMistakes: InProgramme[] = [
  [
    'a room that is not listed',
    /line \d+: sessions\[1\]\.room \(“Closing”\): “hal” is not .* Did you mean “hall”\?/,
    changeClosing({ room: 'hal' }),
  ],
  [
    'a speaker who is not listed',
    /line \d+: sessions\[1\]\.speakers\[0\] \(“Closing”\): “adda” .* Did you mean “ada”\?/,
    changeClosing({ speakers: ['adda'] }),
  ],
  [
    'a speaker twice',
    /line \d+: sessions\[1\]\.speakers\[1\] \(“Closing”\): “ada” occurs twice/,
    changeClosing({ speakers: ['ada', 'ada'] }),
  ],
  [
    'an end before the start',
    /line \d+: sessions\[1\]\.end \(“Closing”\): the session ends before/,
    changeClosing({ end: '2026-05-06T15:00:00+02:00' }),
  ],
  [
    'an end at the start',
    /line \d+: sessions\[1\]\.end \(“Closing”\): the end equals the start/,
    changeClosing({ end: '2026-05-06T16:00:00+02:00' }),
  ],
  [
    'a session that lasts weeks',
    /line \d+: sessions\[1\]\.end \(“Closing”\): the session lasts longer/,
    changeClosing({ end: '2026-05-26T16:00:00+02:00' }),
  ],
  [
    'a day on which the session does not start',
    /line \d+: sessions\[1\]\.day \(“Closing”\): the session starts on 2026-05-06/,
    changeClosing({ day: '2026-05-05' }),
  ],
  [
    'a day outside the conference',
    /line \d+: sessions\[1\]\.day \(“Closing”\): 2026-05-09 is outside/,
    changeClosing({ day: '2026-05-09', start: '2026-05-09T16:00:00+02:00' }),
  ],
  [
    'a day that does not exist',
    /line \d+: sessions\[1\]\.day \(“Closing”\): “2026-02-30” does not exist/,
    changeClosing({ day: '2026-02-30' }),
  ],
  [
    'a start without an offset',
    /line \d+: sessions\[1\]\.start \(“Closing”\): expected a time with its offset/,
    changeClosing({ start: '2026-05-06T16:00:00' }),
  ],
  [
    'no start',
    /line \d+: sessions\[1\]\.start \(“Closing”\): is missing/,
    changeClosing({ start: undefined }),
  ],
  [
    'an unknown kind',
    /line \d+: sessions\[1\]\.kind \(“Closing”\): expected one of/,
    changeClosing({ kind: 'party' }),
  ],
  [
    'an unknown status',
    /line \d+: sessions\[1\]\.status \(“Closing”\): expected one of/,
    changeClosing({ status: 'off' }),
  ],
  ['an empty title', /line \d+: sessions\[1\]\.title: is empty/, changeClosing({ title: '' })],
  [
    'a misspelt key',
    /line \d+: sessions\[1\] \(“Closing”\): unknown: "langages"\. Did you mean “languages”\?/,
    changeClosing({ langages: [] }),
  ],
  [
    'a language in words',
    /line \d+: sessions\[1\]\.languages\[0\] \(“Closing”\): /,
    changeClosing({ languages: ['English!'] }),
  ],
  [
    'an invalid address',
    /line \d+: sessions\[1\]\.links\[0\]\.url \(“Closing”\): /,
    changeClosing({ links: [{ kind: 'page', url: 'www.example.org' }] }),
  ],
  [
    'a number instead of a text',
    /line \d+: sessions\[1\]\.description \(“Closing”\): expected text, found a number/,
    changeClosing({ description: 7 }),
  ],
  [
    'an identifier twice',
    /line \d+: sessions: the guid “opening” occurs twice/,
    (made) => made.sessions.push(session('opening')),
  ],
  [
    'a room twice',
    /line \d+: rooms: the guid “hall” occurs twice/,
    (made) => made.rooms.push({ guid: 'hall', name: 'Other' }),
  ],
  [
    'a room without a name',
    /line \d+: rooms\[1\]\.name: is missing/,
    (made) => made.rooms.push({ guid: 'attic' } as never),
  ],
  [
    'an unknown time zone',
    /line \d+: conference\.timeZone: “Paris” is not an IANA time zone/,
    changeConference({ timeZone: 'Paris' }),
  ],
  [
    'an end of the conference before its start',
    /line \d+: conference\.endDate: 2026-05-01 is before/,
    changeConference({ endDate: '2026-05-01' }),
  ],
  [
    'a date of the conference that does not exist',
    /line \d+: conference\.startDate: “2026-02-30” does not exist/,
    changeConference({ startDate: '2026-02-30' }),
  ],
  ['a slug with spaces', /line \d+: conference\.slug: /, changeConference({ slug: 'Testing Days' })],
  ['a version of 0', /line \d+: conference\.revision: /, changeConference({ revision: 0 })],
  [
    'a misspelt key of the conference',
    /line \d+: conference: unknown: "titel"\. Did you mean “title”\?/,
    changeConference({ titel: 'x' }),
  ],
  [
    'a lead that is not in the text',
    /line \d+: keyMessages\[0\]\.lead \(“Other words”\): the lead must be the beginning/,
    (made) => set(made.keyMessages?.[0] ?? {}, { lead: 'Other words' }),
  ],
  [
    'an unknown kind of organisation',
    /line \d+: directory\[0\]\.kind \(“UNODC”\): expected one of/,
    (made) => set(made.directory?.[0] ?? {}, { kind: 'club' }),
  ],
  ['no list of rooms', /line \d+: rooms: is missing/, (made) => set(made, { rooms: undefined })],
]

/** Mistakes in a table, with the line in the message. Some are faults, others only cause a warning. */
export const tableMistakes: InTable[] = [
  ['an invalid date', /“Third” \(line 4\): “soon”/, { Date: 'soon' }],
  ['a date that does not exist', /“Third” \(line 4\): “2026-02-30T12:00”/, { Date: '2026-02-30' }],
  ['an invalid start', /“Third” \(line 4\): “morning”/, { Start: 'morning' }],
  ['no start', /“Third” \(line 4\)/, { Start: '' }],
  ['no title', /line 4/, { Title: '' }],
  ['an invalid end', /“Third” \(line 4\): “noonish”/, { End: 'noonish' }],
  ['an end before the start', /“Third” \(line 4\)/, { End: '2026-05-05 08:00' }],
  ['an identifier twice', /Third.*line 4|line 4.*Third/, { Id: 'A' }],
  ['an unknown language', /“Third” \(line 4\): “klingonese”/, { Language: 'klingonese' }],
  [
    'a country code instead of a language code',
    /“Third” \(line 4\): “ua”\. For “ua”, is “uk” meant\?/,
    { Language: 'ua' },
  ],
  [
    'a year far from the rest',
    /“Third” \(line 4\) is 45 years after the rest: is 2071 right\?/,
    { Date: '2071-05-05' },
  ],
  [
    'two sessions in a room',
    /“Hall” has “Second” \(line 3\) and “Third” \(line 4\) at once/,
    { Start: '10:15', End: '11:00' },
  ],
  [
    'two sessions of a speaker',
    /Ada Lee speaks in “Second” \(line 3\) and “Third” \(line 4\) at once/,
    { Start: '10:15', End: '11:00', Room: 'Attic', Speakers: 'Ada Lee' },
  ],
  [
    'a room misspelt by a letter',
    /The rooms “Sale Europe” and “Salle Europe” have nearly the same name/,
    { Room: 'Sale Europe' },
  ],
  [
    'letters in a wrong encoding',
    /“SÃ©ance” \(line 4\) has letters that look wrong: save the table as CSV UTF-8/,
    { Title: 'SÃ©ance' },
  ],
  ['an unknown status in the table', /“Third” \(line 4\)/, { Status: 'maybe' }],
  ['an invalid link', /line 4/, { Link: 'javascript:alert(1)' }],
]

/** Mistakes in pack.json and the files that it lists, which prevent building. */
export const planMistakes: InPlan[] = [
  [
    'no publisher',
    /^pack\.json, line 1: publisher: is missing/,
    (plan) => set(plan, { publisher: undefined }),
  ],
  [
    'a version that is a text',
    /^pack\.json, line \d+: version: expected/,
    (plan) => set(plan, { version: '7' }),
  ],
  [
    'a misspelt key',
    /^pack\.json, line \d+: unknown: "documentes"\. Did you mean “documents”\?/,
    (plan) => set(plan, { documentes: [] }),
  ],
  [
    'an unknown time zone',
    /^pack\.json, line \d+: timeZone: expected an IANA/,
    (plan) => set(plan, { timeZone: 'Paris' }),
  ],
  [
    'a document without a title',
    /^pack\.json, line \d+: documents\[0\]\.title \(“guide.txt”\): is missing/,
    (plan) => set(plan, { documents: [{ file: 'guide.txt' }] }),
  ],
  [
    'a file that is not there',
    /absent\.pdf is not there/,
    (plan) => set(plan, { documents: [{ file: 'absent.pdf', title: 'x' }] }),
  ],
  [
    'a type of file that no pack may contain',
    /^setup\.exe cannot go into a pack/,
    (plan) => set(plan, { documents: [{ file: 'setup.exe', title: 'x' }] }),
  ],
  [
    'an empty file',
    /^empty\.txt: .*empty/,
    (plan) => set(plan, { documents: [{ file: 'empty.txt', title: 'x' }] }),
  ],
  [
    'a misspelt session',
    /^pack\.json, line \d+: The programme has no session “Closng”\. Did you mean “Closing” \(closing\)\?/,
    (plan) => set(plan, { documents: [{ file: 'guide.txt', title: 'x', sessions: ['Closng'] }] }),
  ],
  [
    'a misspelt room',
    /^pack\.json, line \d+: The programme has no room “Hal”\. Did you mean “Hall” \(hall\)\?/,
    (plan) => set(plan, { floorPlans: [{ file: 'plan.svg', title: 'x', rooms: ['Hal'] }] }),
  ],
  [
    'a floor plan that is not a picture',
    /^plan\.png: its name says/,
    (plan) => set(plan, { floorPlans: [{ file: 'plan.png', title: 'x' }] }),
  ],
  [
    'a programme that is not there',
    /absent\.csv is not there/,
    (plan) => set(plan, { programme: 'absent.csv' }),
  ],
  [
    'a programme that is not valid JSON',
    /^broken\.json: line 2 column \d+/,
    (plan) => set(plan, { programme: 'broken.json' }),
  ],
  [
    'a table without its zone',
    /^table\.csv: The file does not say in which time zone/,
    (plan) => set(plan, { programme: 'table.csv' }),
  ],
  ['key messages that are a text', /^guide\.txt: /, (plan) => set(plan, { keyMessages: 'guide.txt' })],
]
