import { BrowserWindow, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'
import type { Words } from './words.ts'

/** What can be done with text anywhere, for the menu of the app and for the one that a right click opens. */
export function textItems(words: Words): MenuItemConstructorOptions[] {
  return [
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'pasteAndMatchStyle', label: words.pasteAsText },
    { role: 'selectAll', label: words.selectAll },
  ]
}

/** Where text is written or selected, and the interface has no menu of its own for the place. */
export function offerTextMenu(contents: WebContents, words: () => Words): void {
  contents.on('context-menu', (_event, { isEditable, editFlags, selectionText, x, y }) => {
    const can: Partial<Record<NonNullable<MenuItemConstructorOptions['role']>, boolean>> = {
      cut: editFlags.canCut,
      copy: editFlags.canCopy,
      paste: editFlags.canPaste,
      pasteAndMatchStyle: editFlags.canPaste,
      selectAll: editFlags.canSelectAll,
    }
    const items = textItems(words())
      .filter(({ role }) => isEditable || (role === 'copy' && selectionText !== ''))
      .map((item) => ({ ...item, enabled: (item.role && can[item.role]) ?? true }))
    const window = BrowserWindow.fromWebContents(contents)
    if (items.length > 0 && window) Menu.buildFromTemplate(items).popup({ window, x, y })
  })
}
