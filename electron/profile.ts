import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { app, dialog } from 'electron'
import { createTranslatorFor } from './translate.ts'

export type Profile = { folder: string; canWrite: boolean }

/**
 * Sets the profile folder with the database before Electron uses it. Does not leave this to Electron, whose default depends on how the app
 * was started, so that the command line finds the same folder. @returns null if the folder cannot be created, after a
 * dialog has said so
 */
export function prepareProfile(): Profile | null {
  const switchValue = app.commandLine.getSwitchValue('user-data-dir')
  const folder = switchValue ? resolve(switchValue) : join(app.getPath('appData'), 'Rapporteur')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    const t = createTranslatorFor(app.getPreferredSystemLanguages())
    dialog.showErrorBox(t('profileUnusable'), String(error))
    return null
  }
  app.setPath('userData', folder)
  const canWrite = checkWritable(folder)
  // Put Chromium's files elsewhere, so that notes on a write-protected stick can still be read.
  if (!canWrite) {
    const temporaryFolder = mkdtempSync(join(tmpdir(), 'rapporteur-'))
    app.setPath('sessionData', temporaryFolder)
    app.on('quit', () => removeTemporaryFolder(temporaryFolder))
  }
  return { folder, canWrite }
}

/**
 * Ignores errors, since Chromium's other processes may still write there; the system cleans its temporary files. An error thrown
 * here would show a dialog and keep the app from ending.
 */
function removeTemporaryFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 })
  } catch (error) {
    process.stderr.write(`${folder} was not removed: ${String(error)}\n`)
  }
}

function checkWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
