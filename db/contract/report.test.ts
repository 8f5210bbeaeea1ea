/** Tests each call about reports with a valid and an invalid request. A missing call is a compile error. */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Case, checkCalls, createOctopusInput, reportOptions } from '../testing/calls.ts'
import { saveNote, unwrap } from '../testing/temp-store.ts'
import { makeWordTemplate } from '../testing/word-templates.ts'
import type { reportCalls } from './report.ts'

const printedFile = { name: 'page.html', bytes: new TextEncoder().encode('<!doctype html>') }

const cases: { [N in keyof typeof reportCalls]: Case<N> } = {
  'presets.list': {
    good: () => ({}),
    answers: ({ presets, last }) => {
      expect(presets.map(({ id, name }) => [id, name])).toEqual([
        ['mission-report', null],
        ['only-notes', null],
        ['action-list', null],
      ])
      expect(last).toBeNull()
    },
    bad: [{ extra: 1 }],
  },
  'presets.save': {
    good: () => ({ id: randomUUID(), name: 'For the capital', choice: { include: { cover: true } } }),
    answers: (_, store) =>
      expect(unwrap(store.call('presets.list', {})).presets[3]).toMatchObject({ name: 'For the capital' }),
    bad: [{}, { id: 'x', name: 'x', choice: { include: {} } }, { id: randomUUID(), name: ' ', choice: {} }],
  },
  'presets.remove': {
    good: (store) => {
      const id = randomUUID()
      unwrap(store.call('presets.save', { id, name: 'Short-lived', choice: {} }))
      return { id }
    },
    answers: (_, store) => expect(unwrap(store.call('presets.list', {})).presets).toHaveLength(3),
    bad: [{}, { id: 'mission-report' }],
  },
  'presets.remember': {
    good: () => ({ preset: null, choice: { order: 'keyMessages' as const } }),
    answers: (_, store) =>
      expect(unwrap(store.call('presets.list', {})).last).toMatchObject({ choice: { order: 'keyMessages' } }),
    bad: [{}, { preset: null, choice: { order: 'alphabet' } }],
  },
  'wordTemplate.get': {
    good: () => ({}),
    answers: (template) => expect(template).toBeNull(),
    bad: [{ extra: 1 }],
  },
  'wordTemplate.choose': {
    good: (store) => {
      const path = join(store.folder, 'office.dotx')
      writeFileSync(path, makeWordTemplate())
      const grant = randomUUID()
      store.grants.add(grant, { path, mode: 'read' })
      return { grant }
    },
    answers: (chosen, store) => {
      expect(chosen).toEqual({ fileName: 'office.dotx' })
      expect(unwrap(store.call('wordTemplate.get', {}))).toEqual(chosen)
    },
    bad: [{}, { grant: 'x' }, { path: '/etc/passwd' }],
  },
  'wordTemplate.remove': {
    good: () => ({}),
    answers: (_, store) => expect(unwrap(store.call('wordTemplate.get', {}))).toBeNull(),
    bad: [{ extra: 1 }],
  },
  'export.formats': {
    good: () => ({}),
    answers: (formats) => expect(formats.map(({ extension }) => extension)).toContain('md'),
    bad: [{ extra: 1 }],
  },
  'export.preview': {
    good: (store) => {
      saveNote(store, 'Said in the room.', { session: 'workshop-9' })
      return reportOptions
    },
    answers: (preview) => {
      expect(preview).toMatchObject({ fileName: 'Back to office.md', counts: { sessions: 1, notes: 1 } })
      expect(JSON.stringify(preview.page)).toContain('Said in the room.')
    },
    bad: [
      {},
      { ...reportOptions, language: 'de' },
      { ...reportOptions, sessions: 'all' },
      { ...reportOptions, include: { everything: true } },
      { ...reportOptions, paper: 'a3' },
    ],
  },
  'export.files': {
    good: (store) => {
      saveNote(store, 'Said in the room.', { session: 'workshop-9' })
      return { ...reportOptions, format: 'html' }
    },
    answers: (files) => {
      expect(files.map(({ name }) => name)).toEqual(['report.html'])
      expect(Buffer.from(files[0]?.bytes ?? []).toString()).toMatch(
        /^<!doctype html>[\s\S]*Said in the room\./,
      )
    },
    bad: [{}, { ...reportOptions, title: 7 }],
  },
  'export.save': {
    good: (store) => {
      saveNote(store, 'Said in the room.', { session: 'workshop-9' })
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'report.md'), mode: 'write' })
      return { options: reportOptions, grant }
    },
    answers: ({ path, bytes }, store) => {
      expect(path).toBe(join(store.folder, 'report.md'))
      expect(readFileSync(path)).toHaveLength(bytes)
      expect(readFileSync(path, 'utf8')).toContain('Said in the room.')
    },
    bad: [{}, { options: reportOptions, grant: '../report.md' }],
  },
  'export.savePrinted': {
    good: (store) => {
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'report.pdf'), mode: 'write' })
      return { file: new TextEncoder().encode('%PDF-'), options: { ...reportOptions, format: 'pdf' }, grant }
    },
    answers: ({ path }, store) => {
      expect(readFileSync(path, 'utf8')).toBe('%PDF-')
      expect(unwrap(store.call('exportLog.sent', createOctopusInput()))).toMatchObject([
        { format: 'pdf', fileName: 'report.pdf' },
      ])
    },
    bad: [{}, { file: '%PDF-', grant: randomUUID() }, { file: new Uint8Array(1), grant: '../report.pdf' }],
  },
  'export.logPrint': {
    good: () => ({ page: [printedFile], options: { ...reportOptions, format: 'pdf' } }),
    answers: (_, store) =>
      expect(unwrap(store.call('exportLog.sent', createOctopusInput()))).toMatchObject([
        { format: 'printer', fileName: '', bytes: 15, mode: { confidentiality: 'shareable' } },
      ]),
    bad: [{}, { options: reportOptions }, { page: '<!doctype html>', options: reportOptions }],
  },
  'export.copy': {
    good: (store) => {
      saveNote(store, 'Said in the room.', { session: 'workshop-9' })
      return reportOptions
    },
    answers: ({ html, text }, store) => {
      expect(html).toMatch(/^<!doctype html>[\s\S]*Said in the room\./)
      expect(text).toContain('Said in the room.')
      expect(unwrap(store.call('exportLog.sent', createOctopusInput()))).toMatchObject([
        { format: 'clipboard', fileName: '', mode: { sessions: null, confidentiality: 'shareable' } },
      ])
    },
    bad: [{}, { ...reportOptions, grant: randomUUID() }],
  },
  'export.progress': {
    good: () => ({ job: randomUUID() }),
    answers: (progress) => expect(progress).toBeNull(),
    bad: [{}, { job: 'x' }],
  },
  'export.cancel': {
    good: () => ({ job: randomUUID() }),
    answers: (value) => expect(value).toBeNull(),
    bad: [{}, { job: 'x' }],
  },
}

checkCalls(cases)
