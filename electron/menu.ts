import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { DesktopCommand, MenuRoute } from '../core/desktop.ts'
import { openDataFolder } from './system.ts'
import { textItems } from './text-menu.ts'
import type { Words } from './words.ts'

const mac = process.platform === 'darwin'

/**
 * On Windows and Linux nobody sees this menu, since the interface draws the title bar; its shortcuts work all the same.
 * The editor has keys for itself (renderer/editor/commands/note-commands.ts): none of them may be given to an entry here.
 */
export function setMenu(words: Words, carryOut: (command: DesktopCommand) => void): void {
  const entry = (label: string, accelerator: string | undefined, command: DesktopCommand) => ({
    label,
    ...(accelerator ? { accelerator } : {}),
    click: () => carryOut(command),
  })
  const goTo = (route: MenuRoute, label: string, accelerator: string) =>
    entry(label, accelerator, { kind: 'go', route })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const settings = goTo('/settings', words.settings, 'CmdOrCtrl+,')
  const quit: MenuItemConstructorOptions = { role: 'quit', label: words.quit, accelerator: 'CmdOrCtrl+Q' }

  const template: MenuItemConstructorOptions[] = [
    ...(mac
      ? [
          {
            label: app.name,
            submenu: [
              { role: 'about' },
              separator,
              settings,
              separator,
              { role: 'services' },
              separator,
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              separator,
              quit,
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: words.file,
      submenu: [
        entry(words.newNote, 'CmdOrCtrl+N', { kind: 'new-note' }),
        entry(words.noteOnNow, 'CmdOrCtrl+Shift+N', { kind: 'capture' }),
        entry(words.importConference, undefined, { kind: 'import' }),
        entry(words.conferences, undefined, { kind: 'go', route: '/library' }),
        entry(words.print, 'CmdOrCtrl+P', { kind: 'print' }),
        entry(words.moveNotebook, undefined, { kind: 'go', route: '/settings/move' }),
        { label: words.showDataFolder, click: () => void openDataFolder() },
        ...(mac ? [separator, { role: 'close' as const }] : [settings, separator, quit]),
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        separator,
        ...textItems(words),
      ],
    },
    {
      label: words.go,
      submenu: [
        goTo('/now', words.now, 'CmdOrCtrl+1'),
        goTo('/agenda', words.agenda, 'CmdOrCtrl+2'),
        goTo('/notes', words.notes, 'CmdOrCtrl+3'),
        goTo('/actions', words.actions, 'CmdOrCtrl+4'),
        goTo('/key-messages', words.keyMessages, 'CmdOrCtrl+5'),
        goTo('/contacts', words.contacts, 'CmdOrCtrl+6'),
        goTo('/export', words.export, 'CmdOrCtrl+7'),
        separator,
        entry(words.search, 'CmdOrCtrl+K', { kind: 'search' }),
        separator,
        entry(words.back, mac ? 'Cmd+[' : 'Alt+Left', { kind: 'back' }),
        entry(words.forward, mac ? 'Cmd+]' : 'Alt+Right', { kind: 'forward' }),
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom', label: words.actualSize },
        { role: 'zoomIn', label: words.zoomIn },
        // The plus sign without Shift, as every browser takes it.
        { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
        { role: 'zoomOut', label: words.zoomOut },
        separator,
        { role: 'togglefullscreen', label: words.fullScreen },
        ...(app.isPackaged
          ? []
          : [{ role: 'toggleDevTools' as const, label: words.developerTools, accelerator: 'F12' }]),
      ],
    },
    ...(mac ? [{ role: 'windowMenu' as const, label: words.window }] : []),
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
