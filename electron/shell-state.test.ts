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

const place = { bounds: { x: 10, y: 20, width: 1200, height: 800 }, maximised: true }

test('what was saved is there at the next start, and nothing else is left behind', () => {
  openShellState(folder).save({ place })
  openShellState(folder).save({ theme: 'dark', language: 'fr' })
  expect(openShellState(folder).state).toEqual({ place, theme: 'dark', language: 'fr' })
  expect(readdirSync(folder)).toEqual(['shell.json'])
})

test('a file cut short is as good as none', () => {
  writeFileSync(join(folder, 'shell.json'), '{"place":{"bou')
  expect(openShellState(folder).state).toEqual({ place: null, theme: 'system', language: null })
})

test('the sound parts are taken from a file that is partly wrong', () => {
  const text = JSON.stringify({ place, theme: 'purple', language: 'de', more: 1 })
  expect(parseShellState(text)).toEqual({ place, theme: 'system', language: null })
})

test.each([
  { bounds: { x: 0, y: 0, width: 1200 }, maximised: false },
  { bounds: { x: 0, y: 0, width: 1200, height: '800' }, maximised: false },
  { bounds: { x: 0.5, y: 0, width: 1200, height: 800 }, maximised: false },
  { bounds: null, maximised: false },
  { bounds: place.bounds },
  [],
  'left',
])('%j is no place for a window', (value) => {
  expect(parseShellState(JSON.stringify({ place: value })).place).toBeNull()
})
