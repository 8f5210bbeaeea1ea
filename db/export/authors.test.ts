/** One report from the notes of several people. */
import { beforeEach, expect, test } from 'vitest'
import { importShared, shareNotes } from '../sharing/testing/shared-files.ts'
import { createTempStore, octopus, saveNote, type TestStore, unwrap } from '../testing/temp-store.ts'
import { getText } from './testing/sample.ts'

let store: TestStore
let anna: string

beforeEach(async () => {
  store = createTempStore()
  unwrap(store.call('people.saveMe', { name: 'Борис', delegation: 'Бюро' }))
  saveNote(store, 'Mine in Workshop 9. See [Key message 3](rapporteur:key-message/octopus-2016/km-3).', {
    session: 'workshop-9',
  })
  const colleague = createTempStore()
  unwrap(colleague.call('people.saveMe', { name: 'Anna Ek', delegation: 'Sweden' }))
  colleague.clock.pass({ minutes: 1 })
  saveNote(colleague, 'Hers in Workshop 9. See [Key message 3](rapporteur:key-message/octopus-2016/km-3).', {
    session: 'workshop-9',
  })
  saveNote(colleague, 'Hers in Workshop 8.', { session: 'workshop-8' })
  anna = unwrap(colleague.call('people.me', {})).id
  await importShared(store, await shareNotes(colleague))
})

test('each note stands below its author’s name, and the front lists all authors', async () => {
  const text = await getText(store, { format: 'md' })
  expect(text).toMatch(/Notes by Борис, Anna Ek/)
  expect(text).toMatch(
    /\*\*Борис\*\* · Бюро\n\nMine in Workshop 9[\s\S]*\*\*Anna Ek\*\* · Sweden\n\nHers in Workshop 9/,
  )
  expect(await getText(store, { format: 'md', language: 'ru' })).toContain('Заметки: Борис, Anna Ek')
})

test('on a cover, the authors are a fact with a label', async () => {
  const page = await getText(store, { format: 'pdf', include: { cover: true } })
  expect(page).toContain('<strong>Notes by</strong>\tБорис, Anna Ek</p>')
})

test('notes grouped by key message have their authors too', async () => {
  const text = await getText(store, { format: 'md', order: 'keyMessages' })
  expect(text).toMatch(
    /Key message 3[\s\S]*\*\*Борис\*\*[\s\S]*Mine in[\s\S]*\*\*Anna Ek\*\*[\s\S]*Hers in Workshop 9/,
  )
})

test('notes grouped by author: one part for each, with the sessions in it', async () => {
  const text = await getText(store, { format: 'md', order: 'authors' })
  expect(text.match(/^##+ .*/gm)?.slice(0, 5)).toEqual([
    '## Борис',
    expect.stringMatching(/^### Workshop 9/),
    '## Anna Ek',
    expect.stringMatching(/^### Workshop 8/),
    expect.stringMatching(/^### Workshop 9/),
  ])
  expect(text).toMatch(
    /## Борис[\s\S]*Mine in[\s\S]*## Anna Ek[\s\S]*Hers in Workshop 8[\s\S]*Hers in Workshop 9/,
  )
  expect(text).not.toContain('**Anna Ek**')
  for (const format of ['txt', 'html']) {
    expect(await getText(store, { format, order: 'authors' })).toMatch(
      /Борис[\s\S]*Mine[\s\S]*Anna Ek[\s\S]*Hers/,
    )
  }
})

test('a report can include the notes of only one author', async () => {
  const hers = await getText(store, { format: 'md', authors: [anna] })
  expect(hers).toContain('Hers in Workshop 8')
  expect(hers).not.toContain('Mine')
  const mine = await getText(store, { format: 'md', authors: [unwrap(store.call('people.me', {})).id] })
  expect(mine).toContain('Mine')
  expect(mine).not.toMatch(/Hers|Anna|Notes by|\*\*Борис/)
})

test('the JSON export names the author of each note', async () => {
  const file = JSON.parse(await getText(store, { format: 'json' }))
  expect(file.people).toHaveLength(2)
  expect(file.people).toContainEqual(
    expect.objectContaining({ id: anna, name: 'Anna Ek', delegation: 'Sweden' }),
  )
  expect(file.notes.filter(({ createdBy }: { createdBy: string }) => createdBy === anna)).toHaveLength(2)
})

test('a colleague without a name still counts as an author', async () => {
  const colleague = createTempStore()
  saveNote(colleague, 'Nobody knows whose.', { session: 'workshop-8' })
  await importShared(store, await shareNotes(colleague))
  expect(await getText(store, { format: 'txt' })).toMatch(/Notes by Борис, Anna Ek, a colleague$/m)
  expect(unwrap(store.call('notes.list', { conference: octopus }))).toHaveLength(4)
})
