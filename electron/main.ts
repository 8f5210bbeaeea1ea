import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, nativeTheme, session } from 'electron'
import { type DesktopCommand, DOWNLOADS, OPENED_DOCUMENTS } from '../core/desktop.ts'
import { toFormatLocale } from '../core/i18n/language.ts'
import { serveDialogs } from './dialogs.ts'
import { serveDocuments } from './documents/documents.ts'
import { removeCopies } from './documents/opened-documents.ts'
import { receiveFiles } from './documents/opened-files.ts'
import { findInstalledPack, getSharedPackFolders } from './documents/opened-paths.ts'
import { serveDownloads } from './downloads.ts'
import { eraseStorage, hasVault } from './erase-storage.ts'
import { serveGlobalKey } from './global-key.ts'
import { createIpc } from './ipc.ts'
import { findKeychainSecret, serveKeychain } from './keychain.ts'
import { manageLifecycle } from './lifecycle.ts'
import { serveLock } from './lock.ts'
import { setMenu } from './menu.ts'
import { parsePrintRequest, printFile, setSeparateProfile } from './printing/print-file.ts'
import { servePrinting } from './printing/printing.ts'
import { prepareProfile } from './profile.ts'
import { createQuestions } from './questions.ts'
import { createLockedReminders } from './reminders/locked-reminders.ts'
import { createReminders, serveReminders } from './reminders/reminders.ts'
import { MEMORY_SESSION, prepareSecurity, secureSession, serveInterface } from './security.ts'
import { parseStartAt } from './start-at.ts'
import { hostStore } from './store-host.ts'
import { serveSystem } from './system.ts'
import { offerTextMenu } from './text-menu.ts'
import { createTranslatorFor, getSystemLanguage, type Translate } from './translate.ts'
import { APP_URL, parseDevUrl } from './urls.ts'
import type { NoteWindows } from './windows/note-windows.ts'
import { openShellState, type ShellStateFile } from './windows/shell-state.ts'
import { focusWindow, openWindow, runCommandIn, serveWindowControls, showReminder } from './windows/window.ts'

const developmentUrl = app.isPackaged ? null : parseDevUrl(process.env.RAPPORTEUR_DEV_URL)
const interfaceUrl = developmentUrl?.href ?? APP_URL
let mainWindow: BrowserWindow | null = null
const openedFiles = receiveFiles()

const printRequest = parsePrintRequest()
const profile = printRequest ? null : prepareProfile()
if (printRequest) {
  prepareSecurity(APP_URL)
  setSeparateProfile()
  void app.whenReady().then(() => printFile(printRequest, getInterfaceFolder()))
  // A write-protected folder cannot hold the lock and needs none, since nothing is written there.
} else if (!profile || (profile.canWrite && !app.requestSingleInstanceLock())) {
  app.exit(profile ? 0 : 1)
} else {
  const { folder } = profile
  if (hasVault(folder)) eraseStorage(app.getPath('sessionData'))
  const shellState = openShellState(folder)
  const { language } = shellState.state
  // Chromium's own date fields are not in the language of the page.
  if (language !== null) app.commandLine.appendSwitch('lang', toFormatLocale(language))
  prepareSecurity(interfaceUrl)
  // Without a graphics card Chromium rasterises on half of the processors; on small machines allow two threads.
  if ([2, 3].includes(availableParallelism())) app.commandLine.appendSwitch('num-raster-threads', '2')
  app
    .whenReady()
    .then(() => start(folder, shellState))
    .catch(fail)
}

/** Opens the window before anything that the window does not need at once, because the window's process takes longest to start. */
function start(folder: string, shellState: ShellStateFile): void {
  const resources = app.getAppPath()
  const store = hostStore({
    folder,
    resources,
    onGivingUp: (lastOutput) => questions.askToRestartStore(folder, lastOutput),
    onReminder: (reminder) => reminders.show(reminder),
    onWithdrawn: (reminder) => reminders.settle(reminder),
    onUnlocked: () => {
      lockedReminders.stop()
      reminders.removeAll()
      watchIdleTime()
    },
    onPlanned: (planned) => lockedReminders.plan(planned),
  })
  // On first start the window can show nothing without the store; later the window requests the store itself.
  if (shellState.isNew) {
    store.start()
    const pack = findInstalledPack({
      executable: process.execPath,
      resources: process.resourcesPath,
      platform: process.platform,
      appImage: process.env.APPIMAGE,
      sharedFolders: getSharedPackFolders(process.platform, process.env.ProgramData),
    })
    if (pack !== null) openedFiles.receive([pack])
  }
  nativeTheme.themeSource = shellState.state.theme
  const locale = getSystemLanguage(app.getPreferredSystemLanguages())
  const t: Translate = (key, params) => createTranslatorFor([shellState.state.language, locale])(key, params)
  const questions = createQuestions(t)
  const reminders = createReminders(t, {
    onOpen: ({ conference, session }) =>
      conference === ''
        ? focusWindow(mainWindow ?? openMainWindow())
        : runCommand({ kind: 'open-session', conference, session }),
    // Remind in the focused window, which may be a note window.
    showInWindow: (reminder) =>
      showReminder(BrowserWindow.getFocusedWindow() ?? mainWindow ?? openMainWindow(), reminder),
  })
  const facts = {
    version: app.getVersion(),
    sandbox: !app.commandLine.hasSwitch('no-sandbox'),
    startAt: parseStartAt(process.env.RAPPORTEUR_NOW),
    locale,
    theme: shellState.state.theme,
    language: shellState.state.language,
    isEncrypted: hasVault(folder),
    note: null,
  }

  const windowSession = facts.isEncrypted ? session.fromPartition(MEMORY_SESSION) : session.defaultSession
  // Chromium uses the default session even if the notebook is encrypted and no window uses it.
  for (const webSession of new Set([session.defaultSession, windowSession]))
    secureSession(webSession, interfaceUrl)
  serveInterface(windowSession, getInterfaceFolder(), store.findFile)
  const ipc = createIpc(interfaceUrl)
  const keychainSecret = facts.isEncrypted ? findKeychainSecret(folder) : null
  ipc.on('store:connect', async (sender) => {
    store.startWith(await keychainSecret)
    if (!sender.isDestroyed()) store.connect(sender)
  })
  serveKeychain(ipc, store, folder)
  const lifecycle = manageLifecycle(ipc, store, questions, openedFiles.getRestartArguments)
  app.on('browser-window-created', (_event, { webContents }) => offerTextMenu(webContents, t))
  const windowOptions = { interfaceUrl, facts, shellState }
  openMainWindow()
  app.on(
    'second-instance',
    () => lifecycle.restartIfQuitting() || focusWindow(mainWindow ?? openMainWindow()),
  )
  // The menu belongs to the whole app: commands from a note window run in the main window.
  const runCommand = (command: DesktopCommand) => runCommandIn(mainWindow ?? openMainWindow(), command)

  // Loaded when the first note window opens, since few starts need it.
  let noteWindows: Promise<NoteWindows> | undefined
  ipc.handle('openNote', async (_window, note) => {
    noteWindows ??= import('./windows/note-windows.ts').then(({ createNoteWindows }) =>
      createNoteWindows(ipc, {
        ...windowOptions,
        guard: lifecycle.guard,
        showInMain: (route) => runCommand({ kind: 'go', route }),
      }),
    )
    ;(await noteWindows).open(note)
  })
  serveWindowControls(ipc)
  const grantRead = serveDialogs(ipc, store)
  openedFiles.serve(ipc, grantRead, () => lifecycle.restartIfQuitting() || runCommand({ kind: 'opened' }))
  // Chromium's data folder is beside the notes, or elsewhere if that place is write-protected.
  const documentsFolder = join(app.getPath('sessionData'), OPENED_DOCUMENTS)
  serveDocuments(ipc, store, documentsFolder)
  serveDownloads(ipc, {
    shellState,
    agree: questions.askToDownload,
    folder: join(app.getPath('sessionData'), DOWNLOADS),
    grantRead,
  })
  const cancelPrinting = servePrinting(ipc, getInterfaceFolder())
  const lockedReminders = createLockedReminders(reminders.now, reminders.show)
  serveReminders(ipc, store, reminders, lockedReminders)
  serveGlobalKey(ipc, shellState, () => runCommand({ kind: 'capture' }))
  const { lock, watchIdleTime } = serveLock(ipc, {
    shellState,
    isUnlocked: store.isUnlocked,
    save: lifecycle.saveForLock,
    async end() {
      const unlockedWindow = mainWindow
      cancelPrinting()
      ;(await noteWindows)?.destroyAll()
      await store.lock()
      reminders.removeAll()
      removeCopies(documentsFolder)
      await windowSession.clearStorageData()
      await windowSession.clearCache()
      lockedReminders.start()
      if (!unlockedWindow) return
      // A new window has a new process, without anything that the old one has read.
      openMainWindow()
      unlockedWindow.destroy()
    },
  })
  const updateMenu = () => setMenu(t, runCommand, facts.isEncrypted ? () => void lock() : null)
  serveSystem(ipc, shellState, questions, updateMenu)
  updateMenu()
  app.on('activate', () => lifecycle.restartIfQuitting() || mainWindow || openMainWindow())

  function openMainWindow(): BrowserWindow {
    const opened = openWindow(windowOptions)
    lifecycle.guard(opened)
    opened.once('closed', () => {
      if (mainWindow === opened) mainWindow = null
      // A rehearsal ends with its window.
      store.setClock(0)
      reminders.setClock(0)
      // Note windows close with the app; on macOS the app continues without its main window.
      if (process.platform !== 'darwin') void noteWindows?.then((windows) => windows.closeAll())
    })
    mainWindow = opened
    return opened
  }
}

/** @returns the folder of the built interface */
function getInterfaceFolder(): string {
  return join(app.getAppPath(), 'dist', 'renderer')
}

/** Ends the app after a fatal error, since it would otherwise keep running invisibly. */
function fail(error: unknown): void {
  dialog.showErrorBox(app.name, error instanceof Error ? (error.stack ?? error.message) : String(error))
  app.exit(1)
}
