/** A conference and 200 notes with names in every possible place, to test the Chatham House Rule. */
import { randomUUID } from 'node:crypto'
import { fold } from '../../../core/fold.ts'
import type { Store } from '../../open-store.ts'
import { bundle, importFile, session } from '../../testing/bundles.ts'
import { createPng } from '../../testing/pictures.ts'
import { createContactId, createNoteId, unwrap } from '../../testing/temp-store.ts'

export const slug = 'testing-days'
const speakers = [
  'Ada Lovelace',
  'SEGER Alexander',
  'Zoë Müller-Lüdenscheidt',
  'María García López',
  'Jean-Claude van der Berg',
  'Ольга Каренина',
  'Юрий Ёлкин',
  'فاطمة الزهراء',
  "Niamh O'Brien",
  'Ana Ferreira da Silva',
  '王小明',
  'Mark King',
]
export const people = [
  { name: 'Kwame Boateng', email: 'k.boateng@interior.example', telephone: '+233 30 266 1234' },
  { name: 'Ngozi Adeyemi', email: 'ngozi@justice.example', telephone: '' },
  { name: 'Łukasz Wiśniewski', email: '', telephone: '' },
  { name: 'Иван Петров', email: 'petrov@mvd.example', telephone: '' },
]
const organisations = ['EUROPOL', 'Ministry of the Interior of Ruritania']
/** People whom only the notes name. */
const others = ['Batu Temür', 'Ruritania']

export const allNames = [...speakers, ...people.map(({ name }) => name), ...organisations, 'Batu Temür']
/** Surnames that identify a person even alone. */
export const surnames = [
  'Lovelace',
  'Seger',
  'Lüdenscheidt',
  'García',
  'López',
  'Berg',
  'Каренина',
  'Ёлкин',
  'الزهراء',
  'Brien',
  'Ferreira',
  'Silva',
  'Boateng',
  'Adeyemi',
  'Wiśniewski',
  'Wiśniewskiego',
  'Boatengs',
  'Петров',
  'Петрова',
  'Петровым',
  'Карениной',
  'Каренину',
  'Ёлкину',
  'للزهراء',
  'EUROPOL',
]

/** First names that identify a person even alone, since they are not ordinary words. */
export const firstNames = [
  'Ada',
  'Alexander',
  'Zoë',
  'Jean-Claude',
  'Niamh',
  'Kwame',
  'Ngozi',
  'Łukasz',
  'Ольга',
  'Юрию',
  'Иваном',
]
/** Sentences with inflected names. */
const inflected = [
  'Спросили Каренину, договорились с Петровым и Ольгой Карениной; проект Петрова у Ёлкину.',
  'Иваном доволен Юрию не верят. КАРЕНИНОЙ нет.',
  'Zdanie Wiśniewskiego, the Boatengs, Łukasz’s copy; SEGER’s and Segers Vorschlag.',
  'وقالت فاطمة الزهراء ثم قال للزهراء',
  '王小明先生表示反对，王先生离开。',
  'King spoke; seger, boateng and lovelace typed small.',
  'Ada, Alexander and Zoë left with Jean-Claude, Niamh, Kwame and Ngozi.',
  'Slides: lovelace_slides.png, 2026-Boateng.pdf, #wiśniewski, @lovelace',
]

/** A random generator with a fixed seed. */
function createRandom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}

/** A picture whose metadata names the photographer and the person shown. */
export function makeSignedPicture(): Uint8Array<ArrayBuffer> {
  const plain = Buffer.from(createPng(30, 20))
  const words = Buffer.from('Author\0Kwame Boateng, Ada Lovelace speaking', 'latin1')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(words.length)
  const chunk = Buffer.concat([length, Buffer.from('tEXt'), words, Buffer.alloc(4)])
  return new Uint8Array(Buffer.concat([plain.subarray(0, plain.length - 12), chunk, plain.subarray(-12)]))
}

/** `picture`: the SHA-256 of a picture without names. */
function createNotes(contacts: readonly string[], picture: string): string[] {
  const random = createRandom(2016)
  const pickOne = <T>(list: readonly T[]) => list[random(list.length)] as T
  const getSurname = (name: string) =>
    name.startsWith('SEGER') ? 'Seger' : (name.split(' ').at(-1) as string)
  const pickLinked = () => {
    const index = random(speakers.length + people.length + organisations.length)
    const speaker = speakers[index]
    if (speaker !== undefined) return { name: speaker, key: `speaker/${slug}/s-${index}` }
    const person = people[index - speakers.length]
    if (person) return { name: person.name, key: `contact/${contacts[index - speakers.length]}` }
    const place = index - speakers.length - people.length
    return { name: organisations[place] as string, key: `contact/${slug}/org-${place}` }
  }
  const pickPerson = () => pickOne([...speakers, ...people.map(({ name }) => name)])
  const getInitials = (name: string) => {
    const [given = '', ...rest] = name.split(' ')
    return `${given.charAt(0)}.${rest.at(-1)?.charAt(0)}.`
  }
  const kinds: (() => string)[] = [
    () => {
      const { name, key } = pickLinked()
      return `[${name}:](rapporteur:turn/${key}) We cannot sign before Thursday.\n\n- half of the requests come back`
    },
    () => `[${pickOne(others)}:](rapporteur:turn) That is too slow for us.`,
    () => {
      const { name, key } = pickLinked()
      return `Ask [@${name}](rapporteur:${key.startsWith('speaker') ? `turn/${key}` : key}) about it.`
    },
    () => {
      const { name, key } = pickLinked()
      return `- [ ] Send the draft [for ${name}](rapporteur:for/${key}) [by 1 December 2016](rapporteur:due/2016-12-01)`
    },
    () =>
      `[Decision:](rapporteur:decision) ${pickPerson()} will draft it with Mr ${getSurname(pickPerson())}.`,
    () =>
      `[Question:](rapporteur:question) Does ${pickPerson()} agree, or *${getSurname(pickPerson())}*’s office?`,
    () =>
      `## ${pickPerson()} on evidence\n\n> “We will not accept this,” said Dr. ${getSurname(pickPerson())}.`,
    () => `${getInitials(pickPerson())} disagreed; **${pickPerson().split(' ').join('** ')} agreed.`,
    () =>
      `See [the slides](https://example.org/people/${encodeURIComponent(fold(pickPerson()).replaceAll(' ', '-'))}.pdf "by ${pickPerson()}").`,
    () => `![${pickPerson()} speaking](https://example.org/picture.png "${pickPerson()}")`,
    () => `![${pickPerson()} at the lectern](rapporteur:picture/${picture} "${pickPerson()}")`,
    () =>
      `\`\`\`\n${pickPerson()}: 12 requests\n\`\`\`\n\nand \`${pickPerson()}\`, <!-- ${pickPerson()} --> <b title="${pickPerson()}">bold</b>`,
    () => `| Who | What |\n|---|---|\n| ${pickPerson()} | signs |\n| ${pickPerson().toUpperCase()} | waits |`,
    () =>
      `Write to ${pickOne(people).email || 'nobody'} or [him](mailto:k.boateng@interior.example); call +233 30 266 1234.`,
    () =>
      `As [${pickPerson()}][ref] said.\n\n[ref]: https://example.org/${fold(pickPerson()).split(' ').at(-1)} "${pickPerson()}"`,
    () =>
      `${getSurname(pickPerson())}, ${pickPerson().split(' ')[0]}: no. (${pickPerson()}) ${pickPerson().normalize('NFD')} too.`,
    () => `${pickOne(inflected)}\n\n- ${pickOne(inflected)}`,
    () => `## ${pickOne(inflected)}\n\n| ${pickOne(inflected)} |\n|---|\n| **${getSurname(pickPerson())}** |`,
    () =>
      `![${getSurname(pickPerson()).toLowerCase()}_2026.png](https://example.org/${encodeURIComponent(getSurname(pickPerson()))}.png)`,
    () =>
      `See [it](https://example.org/${encodeURIComponent(getSurname(pickPerson()).toLowerCase())}/slides) and [${getSurname(pickPerson()).toUpperCase()}](https://example.org/2).`,
  ]
  return Array.from(
    { length: 200 },
    (_, index) =>
      `[10:${String(index % 60).padStart(2, '0')}](rapporteur:at/2026-05-04T08:${String(index % 60).padStart(2, '0')}:00Z) Point ${index}.\n\n${(kinds[index % kinds.length] as () => string)()}\n\n${pickOne(kinds)()}\n`,
  )
}

/** Some organisers derive session keys from names. */
const createTalkKey = (index: number) =>
  index % 3 === 0 ? `keynote-${fold(speakers[index] ?? '').replaceAll(' ', '-')}` : `talk-${index}`

/** `folder`: the folder of the store. */
export async function writeNamedNotes(store: Store, folder: string): Promise<void> {
  const programme = bundle((changed) => {
    changed.speakers = speakers.map((name, index) => ({ guid: `s-${index}`, name }))
    changed.directory = organisations.map((name, index) => ({
      guid: `org-${index}`,
      name,
      kind: 'organisation',
      sentence: name,
    })) as never
    changed.rooms = speakers.map((name) => ({
      guid: `room of ${name}`,
      name: `${name.split(' ').at(-1)} Hall`,
    })) as never
    changed.sessions = speakers.map((name, index) =>
      session(createTalkKey(index), {
        room: `room of ${speakers[(index + 1) % speakers.length]}`,
        title: index % 2 ? `Keynote by ${name}` : `${name.split(' ').at(-1)}: evidence`,
        speakers: [`s-${index}`],
        description: `${name} speaks about evidence. ${inflected[index % inflected.length]}`,
        track: index % 3 === 0 ? `Track of ${name.split(' ').at(-1)}` : null,
        links: [
          {
            kind: 'attachment',
            title: `${name.split(' ').at(-1)}.pdf`,
            url: `https://example.org/${encodeURIComponent(name)}.pdf`,
          },
        ],
      }),
    )
  })
  unwrap(await importFile({ ...store, folder }, programme))
  const contacts = people.map(() => createContactId())
  for (const [index, { name, email, telephone }] of people.entries()) {
    unwrap(
      store.call('contacts.save', {
        id: contacts[index] as (typeof contacts)[number],
        conference: slug as never,
        fields: {
          ...{ name, email, telephone, organisation: 'EUROPOL', country: 'Ruritania', role: 'Head' },
          metAt: null,
          note: `SECRET of ${name}`,
        } as never,
      }),
    )
  }
  const { sha256 } = unwrap(await store.request('pictures.add', { bytes: makeSignedPicture() }))
  for (const [index, markdown] of createNotes(contacts, sha256).entries()) {
    const id = createNoteId()
    unwrap(
      store.call('notes.save', {
        id,
        conference: slug as never,
        session: (index % 3 === 0 ? null : createTalkKey(index % speakers.length)) as never,
        keyMessage: null,
        markdown,
        baseRevision: 0,
      }),
    )
    unwrap(
      store.call('tags.change', {
        notes: [id],
        add: [(index % 2 ? speakers[index % speakers.length] : surnames[index % surnames.length]) as never],
        remove: [],
      }),
    )
  }
  // Adds an earlier version, a deleted note, and other data of the delegate.
  const [changed, removed] = [createNoteId(), createNoteId()]
  const scope = { conference: slug as never, session: null, keyMessage: null }
  for (const [baseRevision, markdown] of ['As Ada Lovelace put it', 'As it was put'].entries()) {
    unwrap(store.call('notes.save', { ...scope, id: changed, markdown, baseRevision }))
  }
  unwrap(store.call('notes.save', { ...scope, id: removed, markdown: 'Boateng knew', baseRevision: 0 }))
  unwrap(store.call('notes.remove', { ids: [removed] }))
  unwrap(store.call('spelling.teach', { word: 'Lovelace', conference: slug as never, known: true }))
  unwrap(store.call('templates.save', { id: randomUUID(), name: 'With Adeyemi', markdown: 'Ngozi Adeyemi:' }))
}
