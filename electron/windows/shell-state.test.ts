import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openShellState, parseShellState } from './shell-state.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapporteur-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const defaultState = {
  place: null,
  notePlace: null,
  noteOnTop: true,
  theme: 'system',
  language: null,
  globalKey: null,
  addresses: [],
  lockAfter: 15,
}
const place = { bounds: { x: 10, y: 20, width: 1200, height: 800 }, maximised: true }

test('the saved state is there at the next start, with no other file left', () => {
  openShellState(folder).save({ place })
  openShellState(folder).save({ theme: 'dark', language: 'fr' })
  openShellState(folder).save({ notePlace: place, noteOnTop: false, globalKey: 'F9', lockAfter: null })
  openShellState(folder).save({ addresses: ['https://example.org/'] })
  expect(openShellState(folder).state).toEqual({
    place,
    notePlace: place,
    noteOnTop: false,
    theme: 'dark',
    language: 'fr',
    globalKey: 'F9',
    addresses: ['https://example.org/'],
    lockAfter: null,
  })
  expect(readdirSync(folder)).toEqual(['shell.json'])
})

test('a truncated file counts as missing', () => {
  writeFileSync(join(folder, 'shell.json'), '{"place":{"bou')
  expect(openShellState(folder).state).toEqual(defaultState)
})

test('valid parts of a partly invalid file are used', () => {
  const text = JSON.stringify({
    place,
    notePlace: 'left',
    noteOnTop: 'yes',
    theme: 'purple',
    language: 'de',
    globalKey: 'Enter',
    addresses: ['http://example.org/', 7],
    lockAfter: 7,
    more: 1,
  })
  expect(parseShellState(text)).toEqual({ ...defaultState, place })
})

test.each([
  { bounds: { x: 0, y: 0, width: 1200 }, maximised: false },
  { bounds: { x: 0, y: 0, width: 1200, height: '800' }, maximised: false },
  { bounds: { x: 0.5, y: 0, width: 1200, height: 800 }, maximised: false },
  { bounds: null, maximised: false },
  { bounds: place.bounds },
  [],
  'left',
])('%j is not a valid window position', (value) => {
  expect(parseShellState(JSON.stringify({ place: value })).place).toBeNull()
})
