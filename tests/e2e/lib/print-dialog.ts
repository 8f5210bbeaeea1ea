/** Replaces the system's print dialog, and saves what it would print as a PDF. */
import type { ElectronApplication } from 'playwright-core'

/** `requests`: the options of each print so far. `pdf`: the last one, in base64. */
type Dialog = { requests: Electron.WebContentsPrintOptions[]; pdf: string }
declare global {
  var printDialog: Dialog | undefined
}

/** `reason`: Chromium's reason why nothing is printed; '' if the delegate presses Print. */
export async function answerPrintDialog(application: ElectronApplication, reason: string): Promise<void> {
  await application.evaluate(({ app }, failure) => {
    const dialog: Dialog = { requests: [], pdf: '' }
    globalThis.printDialog = dialog
    app.removeAllListeners('browser-window-created')
    app.on('browser-window-created', (_event, { webContents }) => {
      webContents.print = (options = {}, answer) => {
        dialog.requests.push(options)
        void webContents.printToPDF({ preferCSSPageSize: true }).then((bytes) => {
          dialog.pdf = bytes.toString('base64')
          answer?.(failure === '', failure)
        })
      }
    })
  }, reason)
}
export const getPrintDialog = (application: ElectronApplication) =>
  application.evaluate(() => globalThis.printDialog ?? { requests: [], pdf: '' })
