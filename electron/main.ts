import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, nativeTheme, session } from 'electron'
import { type DesktopCommand, OPENED_DOCUMENTS } from '../core/desktop.ts'
import { serveDialogs } from './dialogs.ts'
import { serveDocuments } from './documents.ts'
import { createIpc } from './ipc.ts'
import { governLifecycle } from './lifecycle.ts'
import { setMenu } from './menu.ts'
import type { NoteWindows } from './note-windows.ts'
import { receiveFiles } from './opened-files.ts'
import { keepApart, printFile, printRequest } from './print-file.ts'
import { servePrinting } from './printing.ts'
import { settleProfile } from './profile.ts'
import { createQuestions } from './questions.ts'
import { serveReminders, showReminder } from './reminders.ts'
import { prepareSecurity, secureSession, serveInterface } from './security.ts'
import { openShellState } from './shell-state.ts'
import { parseStartAt } from './start-at.ts'
import { hostStore } from './store-host.ts'
import { serveSystem } from './system.ts'
import { offerTextMenu } from './text-menu.ts'
import { systemLanguage, type Translate, translatorFor } from './translate.ts'
import { APP_URL, parseDevUrl } from './urls.ts'
import { carryOutIn, focusWindow, openWindow, remindIn, serveWindowControls } from './window.ts'

const developmentUrl = app.isPackaged ? null : parseDevUrl(process.env.RAPPORTEUR_DEV_URL)
const interfaceUrl = developmentUrl?.href ?? APP_URL
/** Read while Chromium starts: where it is set, checking it loads the time library. */
const startAt = parseStartAt(process.env.RAPPORTEUR_NOW)
let window: BrowserWindow | null = null
const openedFiles = receiveFiles()

const print = printRequest()
const profile = print ? null : settleProfile()
if (print) {
  prepareSecurity(APP_URL)
  keepApart()
  void app.whenReady().then(() => printFile(print, interfaceFolder()))
  // A write-protected folder cannot hold the lock, and needs none: nobody writes there.
} else if (!profile || (profile.writable && !app.requestSingleInstanceLock())) {
  app.exit(profile ? 0 : 1)
} else {
  prepareSecurity(interfaceUrl)
  // Without a graphics card Chromium paints with half of the processors; of two, the other one waits for it.
  if ([2, 3].includes(availableParallelism())) app.commandLine.appendSwitch('num-raster-threads', '2')
  app
    .whenReady()
    .then(() => start(profile.folder))
    .catch(fail)
}

/** What takes longest begins first: the window's process. The rest is done while it starts. */
async function start(folder: string): Promise<void> {
  const resources = app.getAppPath()
  const store = hostStore({
    folder,
    resources,
    onGivingUp: (lastWords) => questions.restartStore(folder, lastWords),
    onReminder: (reminder) =>
      showReminder(reminder, t, {
        onOpen: () =>
          carryOut({
            kind: 'open-session',
            conference: reminder.conference,
            session: reminder.session,
          }),
        // A note's own window, if the delegate is writing there.
        inWindow: () => remindIn(BrowserWindow.getFocusedWindow() ?? window ?? open(), reminder),
      }),
  })
  const shellState = openShellState(folder)
  // The first time the window has nothing to show before the store has answered; later it asks for the store itself.
  if (shellState.isNew) store.start()
  nativeTheme.themeSource = shellState.state.theme
  const locale = systemLanguage(app.getPreferredSystemLanguages())
  const t: Translate = (key, params) => translatorFor([shellState.state.language, locale])(key, params)
  const questions = createQuestions(t)
  const facts = {
    version: app.getVersion(),
    sandbox: !app.commandLine.hasSwitch('no-sandbox'),
    startAt: await startAt,
    locale,
    note: null,
  }

  secureSession(session.defaultSession, interfaceUrl)
  serveInterface(session.defaultSession, interfaceFolder(), store.picture)
  const ipc = createIpc(interfaceUrl)
  ipc.on('store:connect', (sender) => {
    store.start()
    store.connect(sender)
  })
  const lifecycle = governLifecycle(ipc, store, questions)
  app.on('browser-window-created', (_event, { webContents }) => offerTextMenu(webContents, t))
  const shown = { interfaceUrl, facts, shellState }
  open()
  app.on('second-instance', () => focusWindow(window ?? open()))
  // The menu is of the whole app: what is asked for in a note's own window is shown in the main one.
  const carryOut = (command: DesktopCommand) => carryOutIn(window ?? open(), command)

  // Loaded with the first one that is opened: few starts need it.
  let notes: Promise<NoteWindows> | undefined
  ipc.handle('openNote', async (_window, note) => {
    notes ??= import('./note-windows.ts').then(({ createNoteWindows }) =>
      createNoteWindows(ipc, {
        ...shown,
        guard: lifecycle.guard,
        showInMain: (route) => carryOut({ kind: 'go', route }),
      }),
    )
    ;(await notes).open(note)
  })
  serveWindowControls(ipc)
  openedFiles.serve(ipc, serveDialogs(ipc, store), () => carryOut({ kind: 'opened' }))
  // Beside the notes, or where Chromium writes if that folder is write-protected.
  serveDocuments(ipc, store, join(app.getPath('sessionData'), OPENED_DOCUMENTS))
  servePrinting(ipc, interfaceFolder())
  serveReminders(ipc, store)
  const menu = () => setMenu(t, carryOut)
  serveSystem(ipc, shellState, questions, menu)
  menu()
  app.on('activate', () => window ?? open())

  function open(): BrowserWindow {
    const opened = openWindow(shown)
    lifecycle.guard(opened)
    opened.once('closed', () => {
      window = null
      // A rehearsal ends with its window.
      store.setClock(0)
      // Notes in windows of their own go with the app; on macOS it goes on without its main window.
      if (process.platform !== 'darwin') void notes?.then((opened) => opened.closeAll())
    })
    window = opened
    return opened
  }
}

/** Of the built interface. */
function interfaceFolder(): string {
  return join(app.getAppPath(), 'dist', 'renderer')
}

/** Without this the app would run on with nothing to be seen. */
function fail(error: unknown): void {
  dialog.showErrorBox(app.name, error instanceof Error ? (error.stack ?? error.message) : String(error))
  app.exit(1)
}
