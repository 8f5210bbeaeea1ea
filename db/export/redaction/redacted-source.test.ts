/** The Chatham House Rule in what surrounds the notes: appointments, keys, technical fields and the office's Word template. */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { type BundleInput, bundle, importFile, session } from '../../testing/bundles.ts'
import { createPng } from '../../testing/pictures.ts'
import {
  createContactId,
  createNoteId,
  createTempStore,
  octopus,
  saveNote,
  someone,
  type TestStore,
  unwrap,
} from '../../testing/temp-store.ts'
import { makeLetterhead, makeWordTemplate } from '../../testing/word-templates.ts'
import { getText, saveAs, type WantedExport } from '../testing/sample.ts'

/** Imports the conference and exports it without names; `notes`: a note for each of these sessions, with the session's key as text. */
async function exportNameless(
  store: TestStore,
  change: (made: BundleInput) => void,
  notes: string[],
  wanted: WantedExport,
): Promise<string> {
  const { conference } = unwrap(await importFile(store, bundle(change)))
  for (const key of notes) {
    unwrap(
      store.call('notes.save', {
        ...{ id: createNoteId(), conference: conference.slug, session: key, keyMessage: null },
        ...{ markdown: `A note on the ${key.split('-')[0]} keynote.`, baseRevision: 0 },
      }),
    )
  }
  return getText(store, { conference: conference.slug, chathamHouse: true, ...wanted })
}

test('the people of an appointment are named nowhere', async () => {
  const store = createTempStore()
  const id = randomUUID()
  const fields = {
    kind: 'meeting' as const,
    title: 'Coffee with Batu Temür',
    start: '2016-11-17T10:00:00.000Z',
    end: '2016-11-17T11:00:00.000Z',
    place: '',
    people: ['Batu Temür'],
  }
  unwrap(store.call('ownEntries.save', { id, conference: octopus, fields }))
  saveNote(store, 'Temür promised the draft.', { session: id })
  const text = await getText(store, { format: 'txt', chathamHouse: true })
  expect(text).toContain('Coffee with a participant')
  expect(text).toContain('A participant promised the draft.')
  expect(text).not.toMatch(/Batu|Temür/)
})

test('a person whom a note mentions is named nowhere, even if met at another conference or deleted since', async () => {
  const store = createTempStore()
  const { conference } = unwrap(await importFile(store, bundle()))
  const [elsewhere, deleted] = [createContactId(), createContactId()]
  const save = (id: typeof deleted, slug: typeof octopus, name: string) =>
    unwrap(store.call('contacts.save', { id, conference: slug, fields: { ...someone, name } }))
  save(elsewhere, conference.slug, 'Batu Temür')
  save(deleted, octopus, 'Olu Adeyemi')
  unwrap(store.call('contacts.remove', { id: deleted }))
  const links = [
    `[@Batu Temür](rapporteur:contact/${elsewhere})`,
    `[@Olu Adeyemi](rapporteur:contact/${deleted})`,
  ]
  saveNote(store, `${links.join(', ')} left.\n\nTemür, Adeyemi and Olu had an idea.`, {
    session: 'workshop-9',
  })
  const text = await getText(store, { format: 'txt', chathamHouse: true })
  expect(text).not.toMatch(/Batu|Temür|Olu|Adeyemi/)
})

test('a deleted contact is named nowhere, also without a mention', async () => {
  const store = createTempStore()
  const id = createContactId()
  const fields = { ...someone, name: 'Olu Adeyemi', email: 'olu@example.org' }
  unwrap(store.call('contacts.save', { id, conference: octopus, fields }))
  unwrap(store.call('contacts.remove', { id }))
  saveNote(store, 'Adeyemi (olu@example.org) had an idea.', { session: 'workshop-9' })
  const text = await getText(store, { format: 'txt', chathamHouse: true })
  expect(text).not.toMatch(/adeyemi|olu@/i)
})

test('a speaker who has the name of the time zone does not stop the export', async () => {
  const change = (made: BundleInput) => {
    made.conference.timeZone = 'America/Santiago'
    made.speakers = [{ guid: 's1', name: 'María Santiago' }]
    made.sessions = [session('opening', { title: 'Santiago speaks' })]
  }
  const text = await exportNameless(createTempStore(), change, ['opening'], { format: 'txt' })
  expect(text).toContain('A participant speaks')
  expect(text).toContain('Mon 4 May, 03:30–05:00 · Hall')
  expect(await exportNameless(createTempStore(), change, [], { format: 'ics' })).toContain(
    'DTSTART;TZID=America/Santiago:20260504T033000',
  )
})

test('notes stay with their sessions if the keys of the sessions contain names', async () => {
  const change = (made: BundleInput) => {
    made.speakers = [
      { guid: 's1', name: 'Ada Lovelace' },
      { guid: 's2', name: 'Grace Hopper' },
    ]
    made.sessions = [
      session('first-lovelace', { title: 'First keynote' }),
      session('second-hopper', { title: 'Second keynote', start: '2026-05-04T10:30:00+02:00' }),
      session('keynote-lovelace', { title: 'Third' }),
      session('keynote-hopper', { title: 'Fourth' }),
    ]
  }
  const notes = ['first-lovelace', 'second-hopper']
  const text = await exportNameless(createTempStore(), change, notes, { format: 'txt' })
  expect(text).toMatch(
    /First keynote[\s\S]*A note on the first keynote[\s\S]*Second keynote[\s\S]*A note on the second/,
  )
  const calendar = await exportNameless(createTempStore(), change, [], { format: 'ics' })
  expect(new Set(calendar.match(/^UID:.*/gm)).size).toBe(4)
  expect(calendar).not.toMatch(/lovelace|hopper/i)
})

test('a session whose key contains a name has the same UID in every calendar, whatever else is exported', async () => {
  const store = createTempStore()
  const change = (made: BundleInput) => {
    made.speakers = [{ guid: 's1', name: 'Ada Lovelace' }]
    made.sessions = [session('first-lovelace'), session('second-lovelace')]
  }
  const getUids = async (sessions: string[] | null) =>
    (await exportNameless(store, change, [], { format: 'ics', sessions })).match(/^UID:.*/gm) ?? []
  const [, second] = await getUids(null)
  expect(await getUids(['second-lovelace'])).toEqual([second])
})

test('names are replaced in the words of a letterhead, but not in the markup of the template', async () => {
  const store = createTempStore()
  const path = join(store.folder, 'office.dotx')
  writeFileSync(path, makeWordTemplate(makeLetterhead(createPng(30, 20))))
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  unwrap(await store.request('wordTemplate.choose', { grant }))
  saveNote(store, 'Said in the room.', { session: 'workshop-9' })
  const read = async (chathamHouse: boolean) => {
    const parts = unzipSync(readFileSync(await saveAs(store, { format: 'docx', chathamHouse })))
    return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strFromU8(part, true)]))
  }
  const before = await read(false)
  for (const name of ['Anna Color', 'Joan Drawing', 'Ivan Accent1', 'Ines Embed', 'Paul Justice']) {
    const fields = { ...someone, name }
    unwrap(store.call('contacts.save', { id: createContactId(), conference: octopus, fields }))
  }
  const header = 'word/header-first.xml'
  expect(await read(true)).toEqual({
    ...before,
    [header]: before[header]?.replace('Justice', 'a participant'),
  })
})
