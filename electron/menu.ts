import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { DesktopCommand, MenuRoute } from '../core/desktop.ts'
import { appKeys, toAccelerator } from '../core/keys.ts'
import { openDataFolder } from './system.ts'
import { getTextItems } from './text-menu.ts'
import type { Translate } from './translate.ts'

const mac = process.platform === 'darwin'

/**
 * On Windows and Linux this menu is invisible, since the interface draws the title bar, but its shortcuts work.
 * Its keys are in core/keys.ts; a test ensures that the editor does not use them.
 */
export function setMenu(
  t: Translate,
  carryOut: (command: DesktopCommand) => void,
  /** null if the notebook is not encrypted. */
  lock: (() => void) | null,
): void {
  const createEntry = (label: string, accelerator: string | undefined, command: DesktopCommand) => ({
    label,
    ...(accelerator ? { accelerator } : {}),
    click: () => carryOut(command),
  })
  const goTo = (route: MenuRoute, label: string, accelerator: string) =>
    createEntry(label, accelerator, { kind: 'go', route })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const settings = goTo('/settings', t('settings'), toAccelerator(appKeys.settings))
  const quit: MenuItemConstructorOptions = {
    role: 'quit',
    label: t('quit'),
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
      label: t('file'),
      submenu: [
        createEntry(t('newNote'), toAccelerator(appKeys.newNote), { kind: 'new-note' }),
        createEntry(t('noteOnNow'), toAccelerator(appKeys.capture), { kind: 'capture' }),
        createEntry(t('importConference'), undefined, { kind: 'import' }),
        createEntry(t('conferences'), undefined, { kind: 'go', route: '/library' }),
        createEntry(t('print'), toAccelerator(appKeys.print), { kind: 'print' }),
        createEntry(t('moveNotebook'), undefined, { kind: 'go', route: '/settings/move' }),
        { label: t('showDataFolder'), click: () => void openDataFolder() },
        ...(lock ? [{ label: t('lock'), accelerator: toAccelerator(appKeys.lock), click: lock }] : []),
        ...(mac ? [separator, { role: 'close' as const }] : [settings, separator, quit]),
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
        goTo('/now', t('now'), toAccelerator(appKeys.now)),
        goTo('/agenda', t('agenda'), toAccelerator(appKeys.agenda)),
        goTo('/notes', t('notes'), toAccelerator(appKeys.notes)),
        goTo('/actions', t('actions'), toAccelerator(appKeys.actions)),
        goTo('/key-messages', t('keyMessages'), toAccelerator(appKeys.keyMessages)),
        goTo('/contacts', t('contacts'), toAccelerator(appKeys.contacts)),
        goTo('/export', t('export'), toAccelerator(appKeys.export)),
        separator,
        createEntry(t('search'), toAccelerator(appKeys.search), { kind: 'search' }),
        separator,
        createEntry(t('back'), toAccelerator(mac ? appKeys.backOnMac : appKeys.back), { kind: 'back' }),
        createEntry(t('forward'), toAccelerator(mac ? appKeys.forwardOnMac : appKeys.forward), {
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
    ...(mac ? [{ role: 'windowMenu' as const, label: t('window') }] : []),
    {
      role: 'help',
      label: t('help'),
      submenu: [
        goTo('/help', t('rapporteurHelp'), toAccelerator(appKeys.manual)),
        createEntry(t('firstSteps'), undefined, { kind: 'go', route: '/help/welcome' }),
      ],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
