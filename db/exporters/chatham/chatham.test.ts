/** The Chatham House Rule: in no file of any format does anybody's name stand. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { fold } from '../../../core/fold.ts'
import { root } from '../../../scripts/lib/paths.ts'
import { openStore, type Store } from '../../open-store.ts'
import { bundle, importFile, session } from '../../testing/bundles.ts'
import { png } from '../../testing/pictures.ts'
import { must, newContactId, newNoteId, saveNote, tempStore } from '../../testing/temp-store.ts'
import { exporters } from '../index.ts'
import { options, type Wanted } from '../testing/sample.ts'
import { readSaved } from '../testing/unpacked.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const slug = 'testing-days'
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
const people = [
  { name: 'Kwame Boateng', email: 'k.boateng@interior.example', telephone: '+233 30 266 1234' },
  { name: 'Ngozi Adeyemi', email: 'ngozi@justice.example', telephone: '' },
  { name: 'Łukasz Wiśniewski', email: '', telephone: '' },
  { name: 'Иван Петров', email: 'petrov@mvd.example', telephone: '' },
]
const organisations = ['EUROPOL', 'Ministry of the Interior of Ruritania']
/** Whom only the notes know. */
const others = ['Batu Temür', 'Ruritania']

const all = [...speakers, ...people.map(({ name }) => name), ...organisations, 'Batu Temür']
/** Each by itself tells who it was. */
const surnames = [
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

/** Alone they tell it too: they are no ordinary words. */
const firstNames = [
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
/** How they are met in a sentence. */
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

/** The same each time. */
function randomFrom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}

/** One that says in its file who took it, and of whom. */
function signedPicture(): Uint8Array<ArrayBuffer> {
  const plain = Buffer.from(png(30, 20))
  const words = Buffer.from('Author\0Kwame Boateng, Ada Lovelace speaking', 'latin1')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(words.length)
  const chunk = Buffer.concat([length, Buffer.from('tEXt'), words, Buffer.alloc(4)])
  return new Uint8Array(Buffer.concat([plain.subarray(0, plain.length - 12), chunk, plain.subarray(-12)]))
}

/** `picture`: SHA-256 of one that all may show. */
function notes(contacts: readonly string[], picture: string): string[] {
  const random = randomFrom(2016)
  const one = <T>(list: readonly T[]) => list[random(list.length)] as T
  const surnameOf = (name: string) =>
    name.startsWith('SEGER') ? 'Seger' : (name.split(' ').at(-1) as string)
  const linked = () => {
    const index = random(speakers.length + people.length + organisations.length)
    const speaker = speakers[index]
    if (speaker !== undefined) return { name: speaker, key: `speaker/${slug}/s-${index}` }
    const person = people[index - speakers.length]
    if (person) return { name: person.name, key: `contact/${contacts[index - speakers.length]}` }
    const place = index - speakers.length - people.length
    return { name: organisations[place] as string, key: `contact/${slug}/org-${place}` }
  }
  const person = () => one([...speakers, ...people.map(({ name }) => name)])
  const initials = (name: string) => {
    const [given = '', ...rest] = name.split(' ')
    return `${given.charAt(0)}.${rest.at(-1)?.charAt(0)}.`
  }
  const kinds: (() => string)[] = [
    () => {
      const { name, key } = linked()
      return `[${name}:](rapporteur:turn/${key}) We cannot sign before Thursday.\n\n- half of the requests come back`
    },
    () => `[${one(others)}:](rapporteur:turn) That is too slow for us.`,
    () => {
      const { name, key } = linked()
      return `Ask [@${name}](rapporteur:${key.startsWith('speaker') ? `turn/${key}` : key}) about it.`
    },
    () => {
      const { name, key } = linked()
      return `- [ ] Send the draft [for ${name}](rapporteur:for/${key}) [by 1 December 2016](rapporteur:due/2016-12-01)`
    },
    () => `[Decision:](rapporteur:decision) ${person()} will draft it with Mr ${surnameOf(person())}.`,
    () => `[Question:](rapporteur:question) Does ${person()} agree, or *${surnameOf(person())}*’s office?`,
    () => `## ${person()} on evidence\n\n> “We will not accept this,” said Dr. ${surnameOf(person())}.`,
    () => `${initials(person())} disagreed; **${person().split(' ').join('** ')} agreed.`,
    () =>
      `See [the slides](https://example.org/people/${encodeURIComponent(fold(person()).replaceAll(' ', '-'))}.pdf "by ${person()}").`,
    () => `![${person()} speaking](https://example.org/picture.png "${person()}")`,
    () => `![${person()} at the lectern](rapporteur:picture/${picture} "${person()}")`,
    () =>
      `\`\`\`\n${person()}: 12 requests\n\`\`\`\n\nand \`${person()}\`, <!-- ${person()} --> <b title="${person()}">bold</b>`,
    () => `| Who | What |\n|---|---|\n| ${person()} | signs |\n| ${person().toUpperCase()} | waits |`,
    () =>
      `Write to ${one(people).email || 'nobody'} or [him](mailto:k.boateng@interior.example); call +233 30 266 1234.`,
    () =>
      `As [${person()}][ref] said.\n\n[ref]: https://example.org/${fold(person()).split(' ').at(-1)} "${person()}"`,
    () =>
      `${surnameOf(person())}, ${person().split(' ')[0]}: no. (${person()}) ${person().normalize('NFD')} too.`,
    () => `${one(inflected)}\n\n- ${one(inflected)}`,
    () => `## ${one(inflected)}\n\n| ${one(inflected)} |\n|---|\n| **${surnameOf(person())}** |`,
    () =>
      `![${surnameOf(person()).toLowerCase()}_2026.png](https://example.org/${encodeURIComponent(surnameOf(person()))}.png)`,
    () =>
      `See [it](https://example.org/${encodeURIComponent(surnameOf(person()).toLowerCase())}/slides) and [${surnameOf(person()).toUpperCase()}](https://example.org/2).`,
  ]
  return Array.from(
    { length: 200 },
    (_, index) =>
      `[10:${String(index % 60).padStart(2, '0')}](rapporteur:at/2026-05-04T08:${String(index % 60).padStart(2, '0')}:00Z) Point ${index}.\n\n${(kinds[index % kinds.length] as () => string)()}\n\n${one(kinds)()}\n`,
  )
}

/** Some organisers make their keys of names. */
const talk = (index: number) =>
  index % 3 === 0 ? `keynote-${fold(speakers[index] ?? '').replaceAll(' ', '-')}` : `talk-${index}`

let folder: string
let store: Store

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rapporteur-chatham-'))
  store = openStore({ folder, resources: root })
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
      session(talk(index), {
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
  must(await importFile({ ...store, folder }, programme))
  const contacts = people.map(() => newContactId())
  for (const [index, { name, email, telephone }] of people.entries()) {
    must(
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
  const { sha256 } = must(await store.request('pictures.add', { bytes: signedPicture() }))
  for (const [index, markdown] of notes(contacts, sha256).entries()) {
    const id = newNoteId()
    must(
      store.call('notes.save', {
        id,
        conference: slug as never,
        session: (index % 3 === 0 ? null : talk(index % speakers.length)) as never,
        keyMessage: null,
        markdown,
        baseRevision: 0,
      }),
    )
    must(
      store.call('tags.change', {
        notes: [id],
        add: [(index % 2 ? speakers[index % speakers.length] : surnames[index % surnames.length]) as never],
        remove: [],
      }),
    )
  }
  // An earlier version, one in the trash, and what is the delegate's beside the notes.
  const [changed, removed] = [newNoteId(), newNoteId()]
  const of = { conference: slug as never, session: null, keyMessage: null }
  for (const [baseRevision, markdown] of ['As Ada Lovelace put it', 'As it was put'].entries()) {
    must(store.call('notes.save', { ...of, id: changed, markdown, baseRevision }))
  }
  must(store.call('notes.save', { ...of, id: removed, markdown: 'Boateng knew', baseRevision: 0 }))
  must(store.call('notes.remove', { ids: [removed] }))
  must(store.call('spelling.teach', { word: 'Lovelace', conference: slug as never, known: true }))
  must(store.call('templates.save', { id: randomUUID(), name: 'With Adeyemi', markdown: 'Ngozi Adeyemi:' }))
})

afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const title = 'What Ada Lovelace and Boateng told us'

const everything = Object.fromEntries(
  [
    ...[
      'cover',
      'tableOfContents',
      'facts',
      'notes',
      'keyMessages',
      'allKeyMessages',
      'actions',
      'decisions',
    ],
    ...['questions', 'programme', 'contacts', 'contactNotes', 'history'],
  ].map((part) => [part, true]),
)

/** All that a file can be made to hold. */
const whole = { include: everything, confidentiality: 'private', title } as const

async function fileOf(wanted: Wanted): Promise<string> {
  const format = exporters.find(({ id }) => id === wanted.format)
  const asked = { ...options(wanted), conference: slug as never }
  if (format?.gives === 'page') {
    const [page, ...beside] = must(await store.request('export.files', asked))
    const pictures = beside.map(({ name, bytes }) => `${name}\n${Buffer.from(bytes).toString('latin1')}`)
    return [Buffer.from(page?.bytes ?? []).toString(), ...pictures].join('\n')
  }
  const grant = randomUUID()
  const path = join(folder, randomUUID())
  store.grants.add(grant, { path, mode: 'write' })
  must(await store.request('export.save', { options: asked, grant }))
  return readSaved(path)
}

/** Every form in which a reader, or a program, could find a name in it. */
function readings(text: string): string {
  const words = text
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
  const unfolded = text.replaceAll(/\r?\n[ \t]/g, '')
  const escaped = text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes)
    } catch {
      return codes
    }
  })
  const packed = [...text.matchAll(/[A-Za-z0-9+/]{80,}={0,2}/g)].map(([base64]) =>
    Buffer.from(base64, 'base64').toString('latin1'),
  )
  return fold([text, words, unfolded, escaped, ...packed].join('\n'))
}

function leaked(text: string): string[] {
  const read = readings(text)
  const found = [...all, '王先生', ...people.flatMap(({ email, telephone }) => [email, telephone])]
    .filter((name) => name !== '')
    .filter((name) => read.includes(fold(name)))
  const alone = [...surnames, ...firstNames].filter((name) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${fold(name)}(?![\\p{L}\\p{N}])`, 'u').test(read),
  )
  return [...found, ...alone]
}

describe.each(exporters.map(({ id }) => id))('%s', (format) => {
  test('tells nobody’s name', async () => {
    for (const order of ['agenda', 'keyMessages'] as const) {
      const text = await fileOf({ ...whole, format, chathamHouse: true, order })
      expect(leaked(text)).toEqual([])
      expect(text).not.toMatch(/speaker\/testing-days|turn\/contact|SECRET/)
    }
  })
})

test('the clipboard tells nobody’s name', async () => {
  const asked = { ...options({ ...whole, format: 'html', chathamHouse: true }), conference: slug as never }
  const { html, text } = must(await store.request('export.copy', asked))
  expect(text).toContain('Point 199')
  expect(leaked(`${html}\n${text}`)).toEqual([])
})

test('without it pictures tell theirs in every format that holds them: the test can fail', async () => {
  for (const format of ['docx', 'odt', 'html', 'pdf', 'md-folder', 'json']) {
    const text = readings(await fileOf({ ...whole, format }))
    expect(text.includes(fold('Kwame Boateng, Ada Lovelace speaking')), format).toBe(true)
  }
})

test('without it they are there: the test can fail', async () => {
  for (const format of ['docx', 'odt', 'md', 'html', 'txt', 'json', 'pdf']) {
    const found = leaked(await fileOf({ ...whole, format }))
    for (const name of [...all, ...firstNames, 'Каренину', '王先生']) expect(found, format).toContain(name)
  }
})

test.each([
  ['en', /A participant:\W+We cannot/, /A delegation:\W+We cannot/],
  ['fr', /Un participant\s?:\W+We cannot/, /Une délégation\s?:\W+We cannot/],
  ['es', /Un participante:\W+We cannot/, /Una delegación:\W+We cannot/],
  ['ru', /Участник:\W+We cannot/, /Делегация:\W+We cannot/],
] as const)('who spoke is said in the language of the headings: %s', async (language, person, delegation) => {
  const text = await fileOf({ format: 'txt', chathamHouse: true, language })
  expect(text).toMatch(person)
  expect(text).toMatch(delegation)
})

test('the preview and its file name tell none either; what was changed is counted and marked', async () => {
  const preview = must(
    await store.request('export.preview', {
      ...options({
        format: 'docx',
        include: everything,
        chathamHouse: true,
        title: 'What Ada Lovelace said',
      }),
      conference: slug as never,
    }),
  )
  const { chathamHouse, ...rest } = preview
  expect(leaked(JSON.stringify(rest))).toEqual([])
  expect(preview.fileName).toBe('What a participant said.docx')
  expect(chathamHouse?.changed).toBeGreaterThan(400)
  expect(preview.page?.markup).toContain('<mark class="replaced">')
})

test('that a picture may show somebody is listed', async () => {
  const own = tempStore()
  const { sha256 } = must(await own.request('pictures.add', { bytes: signedPicture() }))
  saveNote(own, `Seen: ![the slide](rapporteur:picture/${sha256})`, { session: 'workshop-9' })
  const { chathamHouse } = must(
    await own.request('export.preview', options({ format: 'docx', chathamHouse: true })),
  )
  expect(chathamHouse?.hints).toMatchObject([{ kind: 'picture', text: 'the slide', session: 'Workshop 9' }])
})

test('what may still tell who it was is listed, with where', async () => {
  const own = tempStore()
  must(
    own.call('contacts.save', {
      id: newContactId(),
      conference: 'octopus-2016' as never,
      fields: {
        name: 'Mark Korolenko',
        organisation: 'Interpol Kyiv',
        country: 'Ukraine',
        role: '',
        email: '',
        telephone: '',
        metAt: null,
        note: '',
      } as never,
    }),
  )
  must(
    own.call('notes.save', {
      id: newNoteId(),
      conference: 'octopus-2016' as never,
      session: 'workshop-9' as never,
      keyMessage: null,
      markdown:
        'Mark said: “my minister will never sign this text”. From Ukraine. Ask Korolenkolta at ak@example.org, 030 1234567. The Korolenkos agreed. A mark.\n',
      baseRevision: 0,
    }),
  )
  const { chathamHouse } = must(
    await own.request('export.preview', options({ format: 'md', chathamHouse: true })),
  )
  expect(chathamHouse?.changed).toBe(1)
  expect(chathamHouse?.hints.map(({ kind, text, session }) => [kind, text, session])).toEqual([
    ['name', 'Mark', 'Workshop 9'],
    ['name', 'Korolenkolta', 'Workshop 9'],
    ['affiliation', 'Ukraine', 'Workshop 9'],
    ['contact', 'ak@example.org', 'Workshop 9'],
    ['number', '030 1234567', 'Workshop 9'],
    ['quotation', '“my minister will never sign this text”', 'Workshop 9'],
    ['role', 'my minister', 'Workshop 9'],
  ])
})
