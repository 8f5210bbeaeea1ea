/** No key has two commands: among the app's keys, which work everywhere, and those of a note's text and tables. */
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { appKeys, isKey, toAccelerator } from '../../../core/keys.ts'
import { getOtherKeys } from './keymap.ts'
import { createNoteCommands } from './note-commands.ts'

const root = `${import.meta.dirname}/../../..`
const commands = createNoteCommands(
  { now: () => '2016-11-17T13:52:07Z', timeZone: 'Europe/Paris' } as never,
  (kind) => kind,
  () => {},
)

/** Keys that Electron assigns to menu roles. Undo and redo are left out, since they are the same commands in the text. */
const roleKeys = {
  cut: 'Mod-x',
  copy: 'Mod-c',
  paste: 'Mod-v',
  pasteAndMatchStyle: 'Mod-Shift-v',
  selectAll: 'Mod-a',
  resetZoom: 'Mod-0',
  zoomOut: 'Mod--',
  fullScreen: 'F11',
  fullScreenOnMac: 'Mod-Ctrl-f',
  hideOnMac: 'Mod-h',
  hideOthersOnMac: 'Mod-Alt-h',
  minimiseOnMac: 'Mod-m',
}

const keysOfApp = [...Object.entries(appKeys), ...Object.entries(roleKeys)]
const keysOfText = [
  ...commands.flatMap(({ id, key, within }) => (key && !within ? [[id, key]] : [])),
  ...Object.keys(getOtherKeys({ commands } as never)).map((key) => [`the editor’s ${key}`, key]),
]
const keysOfTable = commands.flatMap(({ id, key, within }) => (key && within ? [[id, key]] : []))

test.each([
  ['text', keysOfText],
  ['table', keysOfTable],
])('no two commands share a key in a %s', (_, keysOfPlace) => {
  expect(keysOfPlace.length).toBeGreaterThan(1)
  const byKey = new Map<string, string[]>()
  for (const [command = '', key = ''] of [...keysOfApp, ...keysOfPlace]) {
    const sorted = sortModifiers(key)
    byKey.set(sorted, [...(byKey.get(sorted) ?? []), command])
  }
  expect([...byKey].filter(([, names]) => names.length > 1)).toEqual([])
})

function sortModifiers(key: string): string {
  const [, modifiers = '', name = ''] = /^((?:\w+-)*)(.+)$/.exec(key) ?? []
  return `${modifiers.split('-').sort().join('-')}-${name}`
}

// Finds keys that are compared directly or written into the menu, since the lists of keys would lack them.
test.each([
  ['renderer', /\bcode [!=]== '(Key|Digit)|\bkey [!=]== 'F\d/],
  ['electron', /accelerator: '|'(CmdOrCtrl|Cmd|Ctrl|Alt)\+/],
])('%s takes the app’s keys from the list', (folder, hardCodedKey) => {
  const files = globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: ['**/*.test.*', '**/testing/**'] })
  const sources = files
    .map((file) => ({ file, source: readFileSync(`${root}/${file}`, 'utf8') }))
    .filter(({ source }) => /addEventListener\('keydown'|accelerator/.test(source))
  expect(sources.length).toBeGreaterThan(0)
  expect(sources.filter(({ source }) => hardCodedKey.test(source)).map(({ file }) => file)).toEqual([])
})

test.each([
  [appKeys.capture, 'CmdOrCtrl+Shift+N'],
  [appKeys.back, 'Alt+Left'],
  [appKeys.settings, 'CmdOrCtrl+,'],
  [appKeys.developerTools, 'F12'],
])('%s is %s in the menu', (key, accelerator) => {
  expect(toAccelerator(key)).toBe(accelerator)
})

describe('a pressed key', () => {
  const press = (key: string, code: string, ...held: ('ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey')[]) => ({
    key,
    code,
    ctrlKey: held.includes('ctrlKey'),
    metaKey: held.includes('metaKey'),
    altKey: held.includes('altKey'),
    shiftKey: held.includes('shiftKey'),
  })

  test.each([
    ['in another script', press('т', 'KeyN', 'ctrlKey', 'shiftKey'), appKeys.capture, 'linux'],
    ['on a French keyboard', press('A', 'KeyQ', 'ctrlKey', 'shiftKey'), appKeys.newEntry, 'win32'],
    ['where Alt types a sign', press('˜', 'KeyN', 'altKey'), appKeys.jumpToNow, 'darwin'],
    ['with the Mac’s own key', press('f', 'KeyF', 'metaKey'), appKeys.find, 'darwin'],
    ['a sign that needs Shift', press('/', 'Digit7', 'ctrlKey', 'shiftKey'), appKeys.help, 'win32'],
    ['a function key', press('F10', 'F10', 'shiftKey'), appKeys.wordMenu, 'linux'],
  ])('is recognised: %s', (_, event, key, platform) => {
    expect(isKey(event, key, platform)).toBe(true)
  })

  test.each([
    ['one modifier more', press('f', 'KeyF', 'ctrlKey', 'shiftKey'), appKeys.find, 'linux'],
    ['undo on a French keyboard', press('z', 'KeyW', 'ctrlKey'), appKeys.closeWindow, 'win32'],
    ['one less', press('n', 'KeyN', 'ctrlKey'), appKeys.capture, 'linux'],
    ['Control on a Mac', press('f', 'KeyF', 'ctrlKey'), appKeys.find, 'darwin'],
    ['AltGr', press('n', 'KeyN', 'altKey', 'ctrlKey'), appKeys.jumpToNow, 'win32'],
  ])('is not mistaken for: %s', (_, event, key, platform) => {
    expect(isKey(event, key, platform)).toBe(false)
  })
})
