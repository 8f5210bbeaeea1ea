import { type BrowserWindow, dialog } from 'electron'
import { openDataFolder } from './system.ts'
import type { Words } from './words.ts'

/** What the shell itself asks when the interface cannot. Each resolves true for the first answer in its name. */
export type Questions = {
  /** The interface does not answer: close the window anyway? The question goes away when it does `answer` after all. */
  closeAnyway(window: BrowserWindow, answer: AbortSignal): Promise<boolean>
  /** The window stopped too often: try again, or quit? */
  reloadWindow(): Promise<boolean>
  /** The store stopped too often: try again, or quit? */
  restartStore(folder: string, lastWords: string): Promise<boolean>
}

export function createQuestions(words: () => Words): Questions {
  return {
    async closeAnyway(window, answer) {
      const { wait, closeAnyway, notAnswering, notAnsweringDetail } = words()
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message: notAnswering,
        detail: notAnsweringDetail,
        buttons: [wait, closeAnyway],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        signal: answer,
      })
      return response === 1
    },
    async reloadWindow() {
      const { tryAgain, quit, windowStopped, windowStoppedDetail } = words()
      const { response } = await dialog.showMessageBox({
        type: 'error',
        message: windowStopped,
        detail: windowStoppedDetail,
        buttons: [tryAgain, quit],
        cancelId: 0,
        noLink: true,
      })
      return response === 0
    },
    async restartStore(folder, lastWords) {
      const { tryAgain, showDataFolder, quit, storeStopped, storeStoppedDetail } = words()
      for (;;) {
        const { response } = await dialog.showMessageBox({
          type: 'error',
          message: storeStopped,
          detail: `${storeStoppedDetail}\n\n${folder}\n\n${lastWords}`.trim(),
          buttons: [tryAgain, showDataFolder, quit],
          cancelId: 0,
          noLink: true,
        })
        if (response !== 1) return response === 0
        await openDataFolder()
      }
    },
  }
}
