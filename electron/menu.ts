import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { DesktopCommand, MenuRoute } from '../core/desktop.ts'
import { appKeys, toAccelerator } from '../core/keys.ts'
import { openDataFolder } from './system.ts'
import { getTextItems } from './text-menu.ts'
import type { Translate } from './translate.ts'

const isMac = process.platform === 'darwin'

/**
 * On Windows and Linux this menu is invisible, since the interface draws the title bar, but its shortcuts work.
 * Its keys are in core/keys.ts; a test ensures that the editor does not use them.
 */
export function setMenu(
  t: Translate,
  runCommand: (command: DesktopCommand) => void,
  /** null if the notebook is not encrypted. */
  lock: (() => void) | null,
): void {
  const toItem = (label: string, key: string | undefined, command: DesktopCommand) => ({
    label,
    ...(key ? { accelerator: toAccelerator(key) } : {}),
    click: () => runCommand(command),
  })
  const goTo = (route: MenuRoute, label: string, key: string) => toItem(label, key, { kind: 'go', route })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const settings = goTo('/settings', t('settings'), appKeys.settings)
  const quit: MenuItemConstructorOptions = {
    role: 'quit',
    label: t('quit'),
    accelerator: toAccelerator(appKeys.quit),
  }

  const template: MenuItemConstructorOptions[] = [
    ...(isMac
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
      label: t('file'),
      submenu: [
        toItem(t('newNote'), appKeys.newNote, { kind: 'new-note' }),
        toItem(t('noteOnNow'), appKeys.capture, { kind: 'capture' }),
        toItem(t('importConference'), undefined, { kind: 'import' }),
        toItem(t('conferences'), undefined, { kind: 'go', route: '/library' }),
        toItem(t('print'), appKeys.print, { kind: 'print' }),
        toItem(t('moveNotebook'), undefined, { kind: 'go', route: '/settings/move' }),
        { label: t('showDataFolder'), click: () => void openDataFolder() },
        ...(lock ? [{ label: t('lock'), accelerator: toAccelerator(appKeys.lock), click: lock }] : []),
        ...(isMac ? [separator, { role: 'close' as const }] : [settings, separator, quit]),
      ],
    },
    {
      label: t('edit'),
      submenu: [
        { role: 'undo', label: t('undo') },
        { role: 'redo', label: t('redo') },
        separator,
        ...getTextItems(t),
      ],
    },
    {
      label: t('go'),
      submenu: [
        goTo('/now', t('now'), appKeys.now),
        goTo('/agenda', t('agenda'), appKeys.agenda),
        goTo('/notes', t('notes'), appKeys.notes),
        goTo('/actions', t('actions'), appKeys.actions),
        goTo('/key-messages', t('keyMessages'), appKeys.keyMessages),
        goTo('/contacts', t('contacts'), appKeys.contacts),
        goTo('/export', t('export'), appKeys.export),
        separator,
        toItem(t('search'), appKeys.search, { kind: 'search' }),
        separator,
        toItem(t('back'), isMac ? appKeys.backOnMac : appKeys.back, { kind: 'back' }),
        toItem(t('forward'), isMac ? appKeys.forwardOnMac : appKeys.forward, {
          kind: 'forward',
        }),
      ],
    },
    {
      label: t('view'),
      submenu: [
        { role: 'resetZoom', label: t('actualSize') },
        { role: 'zoomIn', label: t('zoomIn') },
        { role: 'zoomIn', accelerator: toAccelerator(appKeys.zoomIn), visible: false },
        { role: 'zoomOut', label: t('zoomOut') },
        separator,
        { role: 'togglefullscreen', label: t('fullScreen') },
        ...(app.isPackaged
          ? []
          : [
              {
                role: 'toggleDevTools' as const,
                label: t('developerTools'),
                accelerator: appKeys.developerTools,
              },
            ]),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' as const, label: t('window') }] : []),
    {
      role: 'help',
      label: t('help'),
      submenu: [
        goTo('/help', t('rapporteurHelp'), appKeys.manual),
        toItem(t('firstSteps'), undefined, { kind: 'go', route: '/help/welcome' }),
      ],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
