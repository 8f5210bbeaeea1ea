/** Replaces the system's print dialog, and saves what it would print as a PDF. */
import type { ElectronApplication } from 'playwright-core'

type Dialog = { asked: Electron.WebContentsPrintOptions[]; pdf: string }
declare global {
  var printDialog: Dialog | undefined
}

/** `reason`: Chromium's reason why nothing is printed; '' if the delegate presses Print. */
export async function answerPrintDialog(application: ElectronApplication, reason: string): Promise<void> {
  await application.evaluate(({ app }, why) => {
    const dialog: Dialog = { asked: [], pdf: '' }
    globalThis.printDialog = dialog
    app.removeAllListeners('browser-window-created')
    app.on('browser-window-created', (_event, { webContents }) => {
      webContents.print = (options = {}, answer) => {
        dialog.asked.push(options)
        void webContents.printToPDF({ preferCSSPageSize: true }).then((bytes) => {
          dialog.pdf = bytes.toString('base64')
          answer?.(why === '', why)
        })
      }
    })
  }, reason)
}
export const getPrintDialog = (application: ElectronApplication) =>
  application.evaluate(() => globalThis.printDialog ?? { asked: [], pdf: '' })
