/**
 * All keys of the app, in the notation of prosemirror-keymap, for the menu, the windows and the list of keys. Keys of the editor are in
 * renderer/editor/commands/; `keys.test.ts` there checks that no key has two commands.
 */
export const appKeys = {
  // Keys of the menu.
  settings: 'Mod-,',
  quit: 'Mod-q',
  newNote: 'Mod-n',
  print: 'Mod-p',
  lock: 'Mod-l',
  now: 'Mod-1',
  agenda: 'Mod-2',
  notes: 'Mod-3',
  actions: 'Mod-4',
  keyMessages: 'Mod-5',
  contacts: 'Mod-6',
  export: 'Mod-7',
  manual: 'F1',
  search: 'Mod-k',
  back: 'Alt-ArrowLeft',
  forward: 'Alt-ArrowRight',
  backOnMac: 'Mod-[',
  forwardOnMac: 'Mod-]',
  /** The plus key without Shift, as in browsers. */
  zoomIn: 'Mod-=',
  developerTools: 'F12',
  // Keys of the windows; the menu has `capture` too.
  capture: 'Mod-Shift-n',
  newEntry: 'Mod-Shift-a',
  entryEarlier: 'Alt-ArrowUp',
  entryLater: 'Alt-ArrowDown',
  entryShorter: 'Alt-Shift-ArrowUp',
  entryLonger: 'Alt-Shift-ArrowDown',
  find: 'Mod-f',
  findNext: 'F3',
  findPrevious: 'Shift-F3',
  focusMode: 'Mod-Shift-m',
  popOut: 'Mod-Shift-o',
  nextConfidentiality: 'Mod-Shift-l',
  help: 'Mod-/',
  misspelt: 'F7',
  wordMenu: 'Shift-F10',
  nextRegion: 'F6',
  previousRegion: 'Shift-F6',
  jumpToNow: 'Alt-n',
  closeWindow: 'Mod-w',
} as const

/** The keys offered for opening Rapporteur from any program. Not Ctrl+Alt with a letter, which types a character on many keyboards. */
export const globalKeys = ['Mod-Shift-Space', 'Mod-Alt-Space', 'F9'] as const
export type GlobalKey = (typeof globalKeys)[number]
export function isGlobalKey(value: unknown): value is GlobalKey {
  return globalKeys.some((key) => key === value)
}

/** A key as Electron's menu wants it: `CmdOrCtrl+Shift+N`. */
export function toAccelerator(key: string): string {
  return key
    .split('-')
    .map((part) => (part === 'Mod' ? 'CmdOrCtrl' : part.replace('Arrow', '')))
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join('+')
}

type KeyPress = {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/**
 * Whether the press is this key. Letters and signs are compared as typed, signs with or without Shift, since keyboards have them in
 * different places. If the press types no Latin letter, because of another script or Alt, the key's place on the keyboard is compared.
 */
export function isKey(event: KeyPress, key: string, platform: string): boolean {
  const parts = key.split('-')
  const name = parts.pop() ?? ''
  const isMac = platform === 'darwin'
  if (event.altKey !== parts.includes('Alt')) return false
  if (event.ctrlKey !== (parts.includes('Mod') && !isMac)) return false
  if (event.metaKey !== (parts.includes('Mod') && isMac)) return false
  const isLetter = /^[a-z]$/.test(name)
  const isSign = name.length === 1 && !isLetter
  if (!isSign && event.shiftKey !== parts.includes('Shift')) return false
  if (!isLetter) return event.key === name
  const typed = event.key.toLowerCase()
  return /^[a-z]$/.test(typed) ? typed === name : event.code === `Key${name.toUpperCase()}`
}
