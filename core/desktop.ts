import type { Language } from './i18n/language.ts'
import type { Message } from './i18n/message.ts'
import type { GlobalKey } from './keys.ts'
import type { Paper, PrintedPage } from './paper.ts'
import type { Reminder } from './reminder.ts'

/** Data of the window message that carries a port to the store. A port cannot cross the context bridge itself. */
export const STORE_PORT = 'rapporteur:store-port'

/** The folder in the profile for copies of documents that other programs have open. Emptied at start and end. */
export const OPENED_DOCUMENTS = 'opened'

/** The folder in the profile for downloaded programmes. Emptied at start and end. */
export const DOWNLOADS = 'downloads'

/** The notebook is encrypted if the profile folder contains one of these files (docs/adr/0008-encryption.md). */
export const VAULT_FILES = ['vault.json', 'vault-copy.json'] as const

/** The interface's only access to the main process: `window.desktop`, which the preload script implements. */
export type Desktop = {
  platform: 'linux' | 'win32' | 'darwin'
  /** For About: the versions of the app and its runtime. */
  versions: { app: string; electron: string; chrome: string; node: string }
  /** For About: false after a start with --no-sandbox. */
  isSandboxed: boolean
  /** The ISO instant in RAPPORTEUR_NOW, from which the conference clock runs instead of the computer's; null without that variable. */
  startAt: string | null
  /** BCP 47 tag of the system's language. */
  locale: string
  /** The theme and language that the main process stored, for a window without preferences of its own. */
  theme: Theme
  language: Language | null
  /** Whether the notebook is encrypted: the window's storage then lasts only until it is locked. */
  isEncrypted: boolean
  /** The note shown in this pop-out window; null in the main window. */
  note: NoteTarget | null
  /**
   * Requests a port to the store. It arrives as a window message with the data STORE_PORT and the port in `ports`: once for each call, and
   * again whenever the store process was restarted.
   */
  connectStore(): void
  /** Registers what to do before the window closes or is locked. Resolves true when everything is saved. */
  onFlush(flush: (reason: FlushReason) => Promise<boolean>): void
  /** Saves and locks an encrypted notebook. */
  lock(): Promise<void>
  /** Minutes without input after which an encrypted notebook is locked; null for never. */
  lockAfter(): Promise<LockAfter>
  setLockAfter(minutes: LockAfter): Promise<void>
  /** Whether the system's keychain opens the encrypted notebook when the app starts. unavailable: the system has no safe keychain. */
  keychain(): Promise<'unavailable' | 'off' | 'on'>
  setKeychain(isOn: boolean): Promise<void>
  /** Starts the app again after encryption was switched on or off. */
  restart(): Promise<void>
  /** Asks where to save. The grant's token can be used once: the store exchanges it for the path. */
  chooseSave(suggestedName: string, filters: FileFilter[]): Promise<Grant | null>
  chooseOpen(filters: FileFilter[]): Promise<Grant | null>
  /** Asks for an existing folder. */
  chooseFolder(): Promise<Grant | null>
  /** Asks for several files; empty when cancelled. On macOS also accepts folders, returned as the files in them. */
  chooseFiles(filters: FileFilter[]): Promise<Grant[]>
  /** Asks for a folder and returns its importable files, or the folder itself if it is a programme; null when cancelled. */
  chooseFilesOfFolder(): Promise<Grant[] | null>
  /**
   * Requests a programme once from an https address, after a click or key press and, the first time, after the delegate has agreed to it.
   * `etag` and `sha256` describe the stored programme. cancelled: the delegate did not agree.
   */
  download(address: string, etag: string | null, sha256: string | null): Promise<Downloaded>
  /** Called with the host whenever a download sends its request. */
  onRequest(listener: (host: string) => void): void
  /** Returns files dropped on the window or opened with the app since the last call. */
  takeOpened(): Promise<Grant[]>
  /** Opens the system's file manager with the file of a used save grant selected. */
  showInFolder(token: string): Promise<void>
  /** Opens the folder that holds the database and its backups. */
  showDataFolder(): Promise<void>
  /**
   * Opens an https:, http: or mailto: address in the system's program, after a click or key press and the delegate's confirmation. Rejects
   * any other address.
   */
  openExternal(url: string): Promise<void>
  /**
   * Opens a document in the system's program, under its title. missing: it is not on this computer, or its type must
   * not be opened.
   */
  openDocument(sha256: string, title: string): Promise<'opened' | 'no-program' | 'missing'>
  /** Puts text on the clipboard. */
  copy(text: string): Promise<void>
  /** Prints a page to PDF. No script of the page runs, and it can load only the interface's fonts. Resolves to null if cancelled. */
  printToPdf(page: PrintedPage, job: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** Prints the page with the system's dialog. failed: the printer or the system refused. */
  print(
    page: PrintedPage,
    paper: Paper,
    job: string,
  ): Promise<'printed' | 'cancelled' | 'no-printer' | 'failed'>
  /** Cancels a print job in progress, whose call then resolves to null or 'cancelled'. */
  cancelPrint(job: string): Promise<void>
  /** Called with a reminder that the system cannot show as a notification. */
  onReminder(listener: (reminder: Reminder) => void): void
  /** Called with a reminder that was opened or dismissed elsewhere, or here. */
  onReminderSettled(listener: (reminder: Pick<Reminder, 'conference' | 'session'>) => void): void
  /** Removes a reminder that was opened or dismissed from every place that shows it. */
  settleReminder(conference: string, session: string): Promise<void>
  /** Whether the system shows reminders itself, as notifications. */
  showsReminders(): Promise<boolean>
  /** Milliseconds by which the conference clock is ahead of the computer's; reminders follow it. */
  setClock(offset: number): Promise<void>
  /** The conference on screen and its zone. Reminders of other conferences name theirs. */
  setOnScreen(conference: string, timeZone: string): Promise<void>
  /** The main process also stores the theme, so that the window has the right colour before the interface loads. */
  setTheme(theme: Theme): Promise<void>
  /** The language of the menu and the dialogs. The main process also stores it. Defaults to the system's language. */
  setLanguage(language: Language): Promise<void>
  /** The key that opens the note of the running session from any program; null while none is chosen. */
  globalKey(): Promise<GlobalKey | null>
  /** @returns false if another program uses the key; the earlier key then stays in effect */
  setGlobalKey(key: GlobalKey | null): Promise<boolean>
  /** The window's own controls, since the title bar is drawn by the interface on Linux and Windows. */
  minimise(): Promise<void>
  toggleMaximised(): Promise<void>
  /** Opens the note in its own window, or brings that window to the front. */
  openNote(note: NoteTarget): Promise<void>
  /** Keeps this window above other programs. The next note window starts with the same choice. */
  setOnTop(onTop: boolean): Promise<void>
  /** Brings the main window to the front and opens a route such as `/agenda/workshop-9`. */
  showInMain(route: string): Promise<void>
  /** Calls the listener with the current state as soon as it is known, and at every change. */
  onWindowState(listener: (state: WindowState) => void): void
  /** Closes the window like the system's button: saves first. */
  close(): Promise<void>
  /** Closes without saving, after the delegate has copied the text that could not be saved. */
  discardAndClose(): Promise<void>
  /** Menu commands that the interface executes. */
  onCommand(listener: (command: DesktopCommand) => void): void
}
export type FlushReason = 'close' | 'lock' | 'suspend'
/** In minutes; null: never. */
export const lockAfterChoices = [5, 15, 60, null] as const
export type LockAfter = (typeof lockAfterChoices)[number]
export function isLockAfter(value: unknown): value is LockAfter {
  return lockAfterChoices.some((choice) => choice === value)
}
export type FileFilter = { name: string; extensions: string[] }
/** `name` is the file's name, for display. */
export type Grant = { token: string; name: string }
export type Downloaded =
  | { kind: 'file'; file: Grant }
  | { kind: 'unchanged'; etag: string | null }
  | { kind: 'failed'; problem: Message }
  | { kind: 'cancelled' }
export type WindowState = {
  maximised: boolean
  fullScreen: boolean
  onTop: boolean
  /** A screen reader or another accessibility client is active. */
  hasScreenReader: boolean
}
/** A note, which may not exist yet, and the conference, session or key message that it belongs to. */
export type NoteTarget = { id: string; conference: string; session: string | null; keyMessage: string | null }

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]
export function isTheme(value: unknown): value is Theme {
  return themes.some((theme) => theme === value)
}

export { isLanguage, type Language, languages } from './i18n/language.ts'

/** Routes that the menu opens. */
export type MenuRoute =
  | '/now'
  | '/agenda'
  | '/notes'
  | '/actions'
  | '/key-messages'
  | '/contacts'
  | '/export'
  | '/library'
  | '/settings'
  | '/help'
export type DesktopCommand =
  | { kind: 'go'; route: string }
  | { kind: 'search' }
  | { kind: 'new-note' }
  /** Starts a note on the current session. */
  | { kind: 'capture' }
  | { kind: 'import' }
  | { kind: 'print' }
  | { kind: 'open-session'; conference: string; session: string }
  /** Files were dropped or opened; see `takeOpened`. */
  | { kind: 'opened' }
  | { kind: 'back' }
  | { kind: 'forward' }
