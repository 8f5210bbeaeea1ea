import { BrowserWindow, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'
import type { Translate } from './translate.ts'

/** Text editing items for the app's menu and the context menu. */
export function getTextItems(t: Translate): MenuItemConstructorOptions[] {
  return [
    { role: 'cut', label: t('cut') },
    { role: 'copy', label: t('copy') },
    { role: 'paste', label: t('paste') },
    { role: 'pasteAndMatchStyle', label: t('pasteAsText') },
    { role: 'selectAll', label: t('selectAll') },
  ]
}

/** Shows a context menu for editable or selected text, unless the interface has its own menu there. */
export function offerTextMenu(contents: WebContents, t: Translate): void {
  contents.on('context-menu', (_event, { isEditable, editFlags, selectionText, x, y }) => {
    const isEnabledByRole: Partial<Record<NonNullable<MenuItemConstructorOptions['role']>, boolean>> = {
      cut: editFlags.canCut,
      copy: editFlags.canCopy,
      paste: editFlags.canPaste,
      pasteAndMatchStyle: editFlags.canPaste,
      selectAll: editFlags.canSelectAll,
    }
    const items = getTextItems(t)
      .filter(({ role }) => isEditable || (role === 'copy' && selectionText !== ''))
      .map((item) => ({ ...item, enabled: (item.role && isEnabledByRole[item.role]) ?? true }))
    const window = BrowserWindow.fromWebContents(contents)
    if (items.length > 0 && window) Menu.buildFromTemplate(items).popup({ window, x, y })
  })
}
