/** Tests that a notebook with one damaged page is rescued, for pages of each kind of table. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Rescued } from '../contract/index.ts'
import { openDatabase } from '../store/open.ts'
import { locateProfile } from '../store/profile.ts'
import { addEntry } from '../testing/own-entries.ts'
import {
  createContactId,
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  someone,
  unwrap,
} from '../testing/temp-store.ts'
import { rescue } from './rescue.ts'

// The rescue logs each part that it cannot read, which would fill the output of the tests.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
})

const PAGE = 4096
const short = (index: number) => `Note ${index}. ${'Some words about it. '.repeat(20)}`
const long = `Long. ${'Some words about it. '.repeat(800)}`

/** A closed notebook with 50 short notes, a long one, a contact and an appointment. */
function createUsedNotebook() {
  const store = createTempStore()
  for (let count = 0; count < 50; count += 1) saveNote(store, short(count))
  const { id } = saveNote(store, 'Earlier.')
  store.clock.pass({ minutes: 10 })
  saveNote(store, long, { id, baseRevision: 1 })
  unwrap(store.call('contacts.save', { id: createContactId(), conference: octopus, fields: someone }))
  addEntry(store, octopus)
  store.close()
  return store.database
}

/** @returns the pages of a table or index, from 1, in order */
function findPages(
  database: string,
  name: string,
  type: 'internal' | 'leaf' | 'overflow' = 'leaf',
): number[] {
  const db = openDatabase(database, null)
  try {
    return db
      .prepare<[string, string], number>(
        'SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? ORDER BY path',
      )
      .pluck()
      .all(name, type)
  } finally {
    db.close()
  }
}

/** Rescues a copy of the database in which these pages were overwritten, and restores the result. */
function rescueDamaged(database: string, pages: number[]) {
  const folder = createTempFolder()
  const movedTo = join(folder, 'damaged', 'then')
  mkdirSync(movedTo, { recursive: true })
  const bytes = readFileSync(database)
  for (const page of pages) bytes.fill(0xa5, (page - 1) * PAGE, page * PAGE)
  writeFileSync(join(movedTo, 'rapporteur.db'), bytes)
  const incident = { finding: 'content' as const, reason: '', movedTo }
  const rescued = rescue(locateProfile(folder, resources), incident, '2016-11-17T13:30:00.000Z', null)
  expect(readdirSync(folder).filter((name) => name.startsWith('rapporteur'))).toEqual([])
  if (!rescued) throw new Error('nothing was rescued')
  return { ...rescued, ...restore(folder, rescued) }
}

function restore(folder: string, { name }: Rescued) {
  copyFileSync(join(folder, 'backups', name), join(folder, 'rapporteur.db'))
  const store = createTempStore({ folder })
  const { sql } = store.lifecycle.ready().connection
  const texts = sql<{ markdown: string }>('SELECT markdown FROM note ORDER BY id').all()
  return {
    store,
    texts: texts.map(({ markdown }) => markdown),
    count: (table: string) => sql<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n,
  }
}

const allTexts = [...Array.from({ length: 50 }, (_, index) => short(index)), long]

describe('if one page is damaged', () => {
  test('every note is rescued, whatever the page contained', () => {
    const database = createUsedNotebook()
    const indexes = [
      'note_by_update',
      'sqlite_autoindex_note_1',
      'sqlite_autoindex_star_1',
      'session_by_start',
    ]
    const search = ['note_search_data', 'note_search_docsize', 'session_search_idx']
    for (const name of [...indexes, ...search]) {
      const rescued = rescueDamaged(database, findPages(database, name).slice(0, 1))
      expect([name, rescued.missing, rescued.texts]).toEqual([name, [], allTexts])
      const hits = unwrap(
        rescued.store.call('search.query', { conference: octopus, text: 'words', limit: 100 }),
      )
      expect(hits).toHaveLength(51)
    }
  })

  test('only rows on this page are missing, and the part is named', () => {
    const database = createUsedNotebook()
    for (const [name, part] of [
      ['contact', 'contacts'],
      ['session', 'programme'],
      ['setting', 'other'],
      ['session_speaker', 'programme'],
      ['own_entry', 'appointments'],
    ] as const) {
      const rescued = rescueDamaged(database, findPages(database, name).slice(0, 1))
      expect([name, rescued.missing, rescued.texts]).toEqual([name, [part], allTexts])
    }
  })
})

test('a programme with missing parts is completed by its next import', () => {
  const database = createUsedNotebook()
  const rescued = rescueDamaged(database, findPages(database, 'session'))
  expect(rescued.count('session')).toBeGreaterThan(10)
  expect(rescued.count('session WHERE own = 1')).toBe(1)
})

test('damaged pages with notes cost only the notes on them', () => {
  const database = createUsedNotebook()
  const pages = findPages(database, 'note')
  expect(pages.length).toBeGreaterThan(8)
  const rescued = rescueDamaged(database, [pages[1] ?? 0, pages[4] ?? 0, pages.at(-1) ?? 0])
  expect(rescued.missing).toEqual(['notes'])
  expect(rescued.texts.length).toBeGreaterThan(30)
  expect(rescued.texts.every((text) => allTexts.includes(text))).toBe(true)
})

test('tasks, decisions and questions on a damaged page are extracted from the notes again', () => {
  const database = createUsedNotebook()
  const rescued = rescueDamaged(database, findPages(database, 'note_items'))
  expect(rescued.texts).toEqual(allTexts)
  expect(rescued.count('note_items')).toBe(allTexts.length)
})

test('the notes in the remaining part of a truncated file are rescued', () => {
  const database = createUsedNotebook()
  const pages = findPages(database, 'note')
  const end = Math.max(...pages.slice(0, -2))
  truncateSync(database, end * PAGE)
  const { missing, texts } = rescueDamaged(database, [])
  expect(missing).toContain('notes')
  expect(texts.length).toBeGreaterThan(20)
})

test('if a page of a long note is damaged, its text without formatting or an earlier version is kept', () => {
  const database = createUsedNotebook()
  const pages = findPages(database, 'note', 'overflow')
  const [first = 0] = pages
  const rescued = [pages.at(-2) ?? 0, first].map((page) => rescueDamaged(database, [page]))
  expect(rescued.map((each) => each.missing)).toEqual([['notes'], ['notes']])
  expect(rescued.map((each) => each.texts.at(-1)?.trim())).toEqual([long.trim(), 'Earlier.'])
  expect(rescued.map((each) => each.count('note_version'))).toEqual([1, 1])
})

test('rows that refer to a missing row are left out, so that later migrations succeed', () => {
  const database = createUsedNotebook()
  const rescued = rescueDamaged(database, findPages(database, 'note').slice(-1))
  expect(rescued.store.lifecycle.ready().connection.db.pragma('foreign_key_check')).toEqual([])
})

test('a file without readable text of the delegate is not offered', () => {
  const database = createUsedNotebook()
  expect(() => rescueDamaged(database, [1])).toThrow('nothing was rescued')
})
