import { type BrowserWindow, dialog } from 'electron'
import { getHost } from '../core/address.ts'
import type { ExternalLink } from './external-link.ts'
import { openDataFolder } from './system.ts'
import type { Translate } from './translate.ts'

/** Dialogs for when the interface cannot ask. Each resolves to true for "yes", or for the first of the two listed answers. */
export type Questions = {
  /** The interface does not respond: close anyway? `answer` aborts the dialog if it responds after all. */
  askToClose(window: BrowserWindow, answer: AbortSignal): Promise<boolean>
  /** Open a page or write a mail outside the app? */
  askToOpenLink(window: BrowserWindow, link: ExternalLink): Promise<boolean>
  /** Request a programme from this address? */
  askToDownload(window: BrowserWindow, address: string): Promise<boolean>
  /** The window stopped too often: try again, or quit? */
  askToReload(): Promise<boolean>
  /** The store stopped too often: try again, or quit? */
  askToRestartStore(folder: string, lastOutput: string): Promise<boolean>
}

export function createQuestions(t: Translate): Questions {
  return {
    async askToClose(window, answer) {
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message: t('notAnswering'),
        detail: t('notAnsweringDetail'),
        buttons: [t('wait'), t('closeAnyway')],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        signal: answer,
      })
      return response === 1
    },
    async askToOpenLink(window, { kind, target, url }) {
      const isPage = kind === 'page'
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: t(isPage ? 'openPage' : 'openMail', { target: shorten(target) }),
        detail: isPage ? `${shorten(url)}\n\n${t('openPageDetail')}` : t('openMailDetail'),
        buttons: [t('open'), t('cancel')],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      })
      return response === 0
    },
    async askToDownload(window, address) {
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: t('askAddress', { host: shorten(getHost(address)) }),
        detail: `${shorten(address)}\n\n${t('askAddressDetail')}`,
        buttons: [t('ask'), t('cancel')],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      })
      return response === 0
    },
    async askToReload() {
      const { response } = await dialog.showMessageBox({
        type: 'error',
        message: t('windowStopped'),
        detail: t('windowStoppedDetail'),
        buttons: [t('tryAgain'), t('quit')],
        cancelId: 0,
        noLink: true,
      })
      return response === 0
    },
    async askToRestartStore(folder, lastOutput) {
      for (;;) {
        const { response } = await dialog.showMessageBox({
          type: 'error',
          message: t('storeStopped'),
          detail: `${t('storeStoppedDetail')}\n\n${folder}\n\n${lastOutput}`.trim(),
          buttons: [t('tryAgain'), t('showDataFolder'), t('quit')],
          cancelId: 0,
          noLink: true,
        })
        if (response !== 1) return response === 0
        await openDataFolder()
      }
    },
  }
}

/** Shortens long texts, so that the buttons stay on screen. Keeps the end of a host, which tells who owns it. */
function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 150)}…${text.slice(-150)}` : text
}
