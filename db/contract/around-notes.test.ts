/**
 * Tests each call about pictures, templates, suggestions, tags, pins and the trash with a valid and an invalid request. A missing call is a
 * compile error.
 */
import { createHash, randomUUID } from 'node:crypto'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { badConference, type Case, checkCalls } from '../testing/calls.ts'
import {
  createNoteId,
  octopus,
  resources,
  saveNote,
  type TestStore,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'
import type { notesCalls } from './notes.ts'

/** A picture of one pixel. */
const png = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)
const pngSha256 = createHash('sha256').update(png).digest('hex')
const template = { id: randomUUID(), name: 'Our bilateral', markdown: '## {title}\n' }
const link = 'rapporteur:session/octopus-2016/workshop-8'

const cases: { [N in Exclude<keyof typeof notesCalls, `notes.${string}` | `actions.${string}`>]: Case<N> } = {
  'pictures.add': {
    good: () => ({ bytes: png }),
    answers: (picture) =>
      expect(picture).toEqual({
        sha256: pngSha256,
        type: 'image/png',
        isReoriented: false,
        width: 1,
        height: 1,
        size: png.length,
      }),
    bad: [{}, { bytes: 'text' }, { bytes: [1, 2] }],
  },
  'pictures.addFile': {
    good: (store) => {
      const path = join(store.folder, 'slide.png')
      writeFileSync(path, png)
      const grant = randomUUID()
      store.grants.add(grant, { path, mode: 'read' })
      return { grant }
    },
    answers: (picture) => expect(picture.sha256).toBe(pngSha256),
    bad: [{}, { grant: 'slide.png' }],
  },
  'pictures.about': {
    good: async (store) => {
      await store.request('pictures.add', { bytes: png })
      return { sha256: pngSha256 }
    },
    answers: (picture) => expect(picture).toMatchObject({ type: 'image/png', size: png.length }),
    bad: [{}, { sha256: 'x' }, { sha256: pngSha256.toUpperCase() }],
  },
  'pictures.read': {
    good: async (store) => {
      await store.request('pictures.add', { bytes: png })
      return { sha256: pngSha256 }
    },
    answers: (picture) => expect(new Uint8Array(picture?.bytes ?? [])).toEqual(png),
    bad: [{}, { sha256: 'x' }],
  },
  'pictures.text': {
    good: async (store) => {
      await store.request('pictures.add', { bytes: png })
      return { sha256: pngSha256 }
    },
    answers: (text) => expect(text).toBeNull(),
    bad: [{}, { sha256: 'x' }],
  },
  'pictures.unread': {
    good: async (store) => {
      await store.request('pictures.add', { bytes: png })
      saveNote(store, `![](rapporteur:picture/${pngSha256})`)
      return {}
    },
    answers: (count) => expect(count).toBe(1),
    bad: [{ extra: 1 }],
  },
  'pictures.languages': {
    good: () => ({}),
    answers: ({ used, missing }) => {
      expect(used.map(({ tag }) => tag)).toEqual(['en', 'fr', 'es'])
      expect(missing).toEqual(['ru'])
    },
    bad: [{ extra: 1 }],
  },
  'pictures.addLanguage': {
    good: (store) => {
      const path = join(store.folder, 'deu.traineddata.gz')
      copyFileSync(
        join(resources, 'node_modules/@tesseract.js-data/fra/4.0.0_best_int/fra.traineddata.gz'),
        path,
      )
      const grant = randomUUID()
      store.grants.add(grant, { path, mode: 'read' })
      return { grant }
    },
    answers: ({ tag }, store) => {
      expect(tag).toBe('de')
      const { used } = unwrap(store.call('pictures.languages', {}))
      expect(used).toContainEqual({ code: 'deu', tag: 'de', isAdded: true, pack: null })
    },
    bad: [{}, { grant: 'deu.traineddata' }],
  },
  'pictures.removeLanguage': {
    good: () => ({ code: 'deu' }),
    answers: (nothing) => expect(nothing).toBeNull(),
    bad: [{}, { code: '../deu' }],
  },
  'templates.list': {
    good: (store) => {
      unwrap(store.call('templates.save', { ...template, id: randomUUID(), name: 'zeta' }))
      unwrap(store.call('templates.save', template))
      return {}
    },
    answers: (list) => expect(list.map(({ name }) => name)).toEqual(['Our bilateral', 'zeta']),
    bad: [{ extra: 1 }, null],
  },
  'templates.save': {
    good: () => template,
    answers: (_, store) => {
      unwrap(store.call('templates.save', { ...template, name: 'Renamed' }))
      expect(unwrap(store.call('templates.list', {}))).toEqual([{ ...template, name: 'Renamed' }])
    },
    bad: [{}, { ...template, name: '' }, { ...template, id: 'x' }, { ...template, markdown: 1 }],
  },
  'templates.remove': {
    good: (store) => {
      unwrap(store.call('templates.save', template))
      return { id: template.id }
    },
    answers: (_, store) => {
      expect(unwrap(store.call('templates.list', {}))).toEqual([])
      expect(unwrapError(store.call('templates.remove', { id: randomUUID() })).code).toBe('not-found')
    },
    bad: [{}, { id: 'x' }],
  },
  'templates.restore': {
    good: (store) => {
      unwrap(store.call('templates.save', template))
      unwrap(store.call('templates.remove', { id: template.id }))
      return { id: template.id }
    },
    answers: (_, store) => expect(unwrap(store.call('templates.list', {}))).toEqual([template]),
    bad: [{}, { id: 'x' }],
  },
  'suggestions.dismissed': {
    good: (store) => {
      const note = saveNote(store, 'One.').id
      unwrap(store.call('suggestions.dismiss', { note, hrefs: [link], dismissed: true }))
      return { note }
    },
    answers: (hrefs) => expect(hrefs).toEqual([link]),
    bad: [{}, { note: 'x' }],
  },
  'suggestions.dismiss': {
    good: (store) => {
      const note = saveNote(store, 'One.').id
      unwrap(store.call('suggestions.dismiss', { note, hrefs: [link], dismissed: true }))
      return { note, hrefs: [link], dismissed: false }
    },
    answers: (_, store) =>
      expect(store.lifecycle.ready().connection.sql('SELECT * FROM dismissed_link').all()).toEqual([]),
    bad: [
      {},
      { note: createNoteId(), hrefs: [], dismissed: true },
      { note: createNoteId(), hrefs: ['https://example.org'], dismissed: true },
    ],
  },
  'tags.change': {
    good: (store) => ({ notes: [saveNote(store, 'One.').id], add: ['Evidence'], remove: [] }),
    answers: (_, store) =>
      expect(unwrap(store.call('notes.list', { conference: octopus }))).toMatchObject([
        { tags: ['Evidence'] },
      ]),
    bad: [
      {},
      { notes: [], add: ['x'], remove: [] },
      { notes: [createNoteId()], add: [''], remove: [] },
      { notes: [createNoteId()], add: ['two\nlines'], remove: [] },
      { notes: [createNoteId()], add: ['x'.repeat(61)], remove: [] },
    ],
  },
  'pins.set': {
    good: (store) => ({ notes: [saveNote(store, 'One.').id], pinned: true }),
    answers: (_, store) =>
      expect(unwrap(store.call('notes.list', { conference: octopus }))).toMatchObject([{ pinned: true }]),
    bad: [{}, { notes: [createNoteId()] }, { notes: [], pinned: true }],
  },
  'trash.list': {
    good: (store) => {
      createDeletedNote(store)
      return { conference: octopus }
    },
    answers: (trash) =>
      expect(trash).toMatchObject({
        notes: [{ excerpt: 'Deleted.', deletedAt: '2016-11-17T13:30:00.000Z' }],
        contacts: [],
      }),
    bad: badConference,
  },
  'trash.note': {
    good: (store) => ({ id: createDeletedNote(store) }),
    answers: (note) => expect(note).toEqual({ markdown: 'Deleted.' }),
    bad: [{}, { id: 'x' }],
  },
  'trash.restore': {
    good: (store) => ({ notes: [createDeletedNote(store)], contacts: [] }),
    answers: (_, store) => expect(unwrap(store.call('notes.list', { conference: octopus }))).toHaveLength(1),
    bad: [{}, { notes: ['x'], contacts: [] }, { notes: [] }],
  },
  'trash.remove': {
    good: (store) => ({ notes: [createDeletedNote(store)], contacts: [] }),
    answers: (_, store) =>
      expect(unwrap(store.call('trash.list', { conference: octopus }))).toEqual({ notes: [], contacts: [] }),
    bad: [{}, { notes: ['x'], contacts: [] }, { contacts: [] }],
  },
}

function createDeletedNote(store: TestStore) {
  const { id } = saveNote(store, 'Deleted.')
  unwrap(store.call('notes.remove', { ids: [id] }))
  return id
}

checkCalls(cases)
