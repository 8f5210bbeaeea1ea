import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { DesktopCommand, MenuRoute } from '../core/desktop.ts'
import { appKeys, toAccelerator } from '../core/keys.ts'
import { openDataFolder } from './system.ts'
import { textItems } from './text-menu.ts'
import type { Words } from './words.ts'

const mac = process.platform === 'darwin'

/**
 * On Windows and Linux nobody sees this menu, since the interface draws the title bar; its shortcuts work all the same.
 * Its keys are in core/keys.ts, where a test sees that the editor has no other command on them.
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
  const settings = goTo('/settings', words.settings, toAccelerator(appKeys.settings))
  const quit: MenuItemConstructorOptions = {
    role: 'quit',
    label: words.quit,
    accelerator: toAccelerator(appKeys.quit),
  }

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
        entry(words.newNote, toAccelerator(appKeys.newNote), { kind: 'new-note' }),
        entry(words.noteOnNow, toAccelerator(appKeys.capture), { kind: 'capture' }),
        entry(words.importConference, undefined, { kind: 'import' }),
        entry(words.conferences, undefined, { kind: 'go', route: '/library' }),
        entry(words.print, toAccelerator(appKeys.print), { kind: 'print' }),
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
        goTo('/now', words.now, toAccelerator(appKeys.now)),
        goTo('/agenda', words.agenda, toAccelerator(appKeys.agenda)),
        goTo('/notes', words.notes, toAccelerator(appKeys.notes)),
        goTo('/actions', words.actions, toAccelerator(appKeys.actions)),
        goTo('/key-messages', words.keyMessages, toAccelerator(appKeys.keyMessages)),
        goTo('/contacts', words.contacts, toAccelerator(appKeys.contacts)),
        goTo('/export', words.export, toAccelerator(appKeys.export)),
        separator,
        entry(words.search, toAccelerator(appKeys.search), { kind: 'search' }),
        separator,
        entry(words.back, toAccelerator(mac ? appKeys.backOnMac : appKeys.back), { kind: 'back' }),
        entry(words.forward, toAccelerator(mac ? appKeys.forwardOnMac : appKeys.forward), {
          kind: 'forward',
        }),
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom', label: words.actualSize },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomIn', accelerator: toAccelerator(appKeys.zoomIn), visible: false },
        { role: 'zoomOut', label: words.zoomOut },
        separator,
        { role: 'togglefullscreen', label: words.fullScreen },
        ...(app.isPackaged
          ? []
          : [
              {
                role: 'toggleDevTools' as const,
                label: words.developerTools,
                accelerator: appKeys.developerTools,
              },
            ]),
      ],
    },
    ...(mac ? [{ role: 'windowMenu' as const, label: words.window }] : []),
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
