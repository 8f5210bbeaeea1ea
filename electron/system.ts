import { app, type BrowserWindow, clipboard, nativeTheme, shell } from 'electron'
import { isLanguage, isTheme, type Language } from '../core/desktop.ts'
import type { ExternalLink } from './external-link.ts'
import { isText } from './input.ts'
import type { Ipc } from './ipc.ts'
import type { ShellStateFile } from './windows/shell-state.ts'

/** Serves the interface's requests to the system: clipboard, other programs, theme, and the language of the menu. */
export function serveSystem(
  ipc: Ipc,
  shellState: ShellStateFile,
  questions: { askToOpenLink(window: BrowserWindow, link: ExternalLink): Promise<boolean> },
  onLanguage: (language: Language) => void,
): void {
  ipc.handle('copy', async (_window, text) => {
    if (!isText(text)) throw new TypeError('copy: expected a text')
    await clipboard.writeText(text)
  })
  ipc.handle('openExternal', async (window, address) => {
    const { parseExternalLink } = await import('./external-link.ts')
    const link = isText(address) ? parseExternalLink(address) : null
    if (!link) throw new TypeError('openExternal: expected a web or mail address')
    if (await questions.askToOpenLink(window, link)) await shell.openExternal(link.url)
  })
  ipc.handle('showDataFolder', async () => {
    const problem = await openDataFolder()
    if (problem) throw new Error(problem)
  })
  ipc.handle('setTheme', async (_window, theme) => {
    if (!isTheme(theme)) throw new TypeError('setTheme: expected light, dark or system')
    nativeTheme.themeSource = theme
    if (theme !== shellState.state.theme) shellState.save({ theme })
  })
  ipc.handle('setLanguage', async (_window, language) => {
    if (!isLanguage(language)) throw new TypeError('setLanguage: expected a language of the interface')
    if (language === shellState.state.language) return
    shellState.save({ language })
    onLanguage(language)
  })
}

/** Resolves to the system's error message, or '' on success. */
export function openDataFolder(): Promise<string> {
  return shell.openPath(app.getPath('userData'))
}
