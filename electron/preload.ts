import { contextBridge, ipcRenderer, webUtils } from 'electron'
import {
  type Desktop,
  type DesktopCommand,
  type FlushReason,
  STORE_PORT,
  type WindowState,
} from '../core/desktop.ts'
import { isDocument } from '../core/document-types.ts'
import { isSameReminder, type Reminder } from '../core/reminder.ts'
import { FACTS_PREFIX, type FromWindow, type Method, type ToWindow, type WindowFacts } from './channels.ts'

const facts: WindowFacts = JSON.parse(
  decodeURIComponent(
    process.argv.find((argument) => argument.startsWith(FACTS_PREFIX))?.slice(FACTS_PREFIX.length) ?? '',
  ),
)

function createMethod<M extends Method>(name: M) {
  return (...input: Parameters<Desktop[M]>) => ipcRenderer.invoke(name, ...input)
}
function send<C extends keyof FromWindow>(channel: C, ...values: FromWindow[C]): void {
  ipcRenderer.send(channel, ...values)
}
function listen<C extends keyof ToWindow>(channel: C, listener: (...values: ToWindow[C]) => void): void {
  ipcRenderer.on(channel, (_event, ...values) => listener(...(values as ToWindow[C])))
}

// Each event has a single listener, the last one registered, since there is only one interface.
let flushListener: (reason: FlushReason) => Promise<boolean> = async () => true
let commandListener: ((command: DesktopCommand) => void) | null = null
let earlyCommand: DesktopCommand | null = null
let reminderListener: ((reminder: Reminder) => void) | null = null
let earlyReminders: Reminder[] = []
let settledListener: (reminded: Pick<Reminder, 'conference' | 'session'>) => void = () => {}
let windowStateListener: (state: WindowState) => void = () => {}
let requestListener: (host: string) => void = () => {}
let lastState: WindowState | null = null

listen('flush', async (id, reason) => send('flushed', id, await flushListener(reason).catch(() => false)))
listen('command', (value) => {
  // The interface may not be listening yet.
  if (commandListener) commandListener(value)
  else earlyCommand = value
})
listen('remind', (reminder) => {
  if (reminderListener) reminderListener(reminder)
  else earlyReminders.push(reminder)
})
listen('reminder-settled', (reminder) => {
  earlyReminders = earlyReminders.filter((other) => !isSameReminder(other, reminder))
  settledListener(reminder)
})
listen('window-state', (state) => {
  lastState = state
  windowStateListener(state)
})
listen('request', (host) => requestListener(host))
ipcRenderer.on('store:port', ({ ports }) => window.postMessage(STORE_PORT, location.origin, ports))

const desktop: Desktop = {
  platform: process.platform as Desktop['platform'],
  versions: {
    app: facts.version,
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
  },
  isSandboxed: facts.sandbox,
  startAt: facts.startAt,
  locale: facts.locale,
  theme: facts.theme,
  language: facts.language,
  isEncrypted: facts.isEncrypted,
  note: facts.note,
  connectStore: () => send('store:connect'),
  onFlush: (listener) => {
    flushListener = listener
  },
  lock: createMethod('lock'),
  lockAfter: createMethod('lockAfter'),
  setLockAfter: createMethod('setLockAfter'),
  keychain: createMethod('keychain'),
  setKeychain: createMethod('setKeychain'),
  restart: createMethod('restart'),
  onCommand: (listener) => {
    commandListener = listener
    if (earlyCommand) listener(earlyCommand)
    earlyCommand = null
  },
  onReminder: (listener) => {
    reminderListener = listener
    for (const reminder of earlyReminders) listener(reminder)
    earlyReminders = []
  },
  onReminderSettled: (listener) => {
    settledListener = listener
  },
  settleReminder: createMethod('settleReminder'),
  onWindowState: (listener) => {
    windowStateListener = listener
    if (lastState) listener(lastState)
  },
  chooseSave: createMethod('chooseSave'),
  chooseOpen: createMethod('chooseOpen'),
  chooseFolder: createMethod('chooseFolder'),
  chooseFiles: createMethod('chooseFiles'),
  chooseFilesOfFolder: createMethod('chooseFilesOfFolder'),
  takeOpened: createMethod('takeOpened'),
  showInFolder: createMethod('showInFolder'),
  showDataFolder: createMethod('showDataFolder'),
  // Checked here, since the interface could lie about user activation.
  openExternal: (url) =>
    navigator.userActivation.isActive
      ? ipcRenderer.invoke('openExternal', url)
      : Promise.reject(new Error('openExternal: nobody has clicked or pressed a key')),
  download: (...input) =>
    navigator.userActivation.isActive
      ? ipcRenderer.invoke('download', ...input)
      : Promise.reject(new Error('download: nobody has clicked or pressed a key')),
  onRequest: (listener) => {
    requestListener = listener
  },
  openDocument: createMethod('openDocument'),
  copy: createMethod('copy'),
  printToPdf: createMethod('printToPdf'),
  print: createMethod('print'),
  cancelPrint: createMethod('cancelPrint'),
  showsReminders: createMethod('showsReminders'),
  setClock: createMethod('setClock'),
  setOnScreen: createMethod('setOnScreen'),
  setTheme: createMethod('setTheme'),
  setLanguage: createMethod('setLanguage'),
  globalKey: createMethod('globalKey'),
  setGlobalKey: createMethod('setGlobalKey'),
  minimise: createMethod('minimise'),
  toggleMaximised: createMethod('toggleMaximised'),
  openNote: createMethod('openNote'),
  setOnTop: createMethod('setOnTop'),
  showInMain: createMethod('showInMain'),
  close: createMethod('close'),
  discardAndClose: createMethod('discardAndClose'),
}

// Handled here, because the interface must not supply paths. The event is captured before the interface stops it.
window.addEventListener(
  'drop',
  (event) => {
    if (!event.isTrusted || !event.dataTransfer) return
    const takesDocuments = event.target instanceof Element && event.target.closest('[data-takes-documents]')
    // Pictures are left to the note on which they are dropped, and documents to the session or note.
    const files = [...event.dataTransfer.files].filter(
      ({ type, name }) => !type.startsWith('image/') && !(takesDocuments && isDocument(name)),
    )
    const paths = files.map((file) => webUtils.getPathForFile(file))
    if (paths.length > 0) send('dropped', paths)
  },
  { capture: true },
)

contextBridge.exposeInMainWorld('desktop', desktop)
