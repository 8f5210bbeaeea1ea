import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { app, dialog } from 'electron'
import { wordsFor } from './words.ts'

export type Profile = { folder: string; writable: boolean }

/**
 * Settles the profile folder, which holds the database, before Electron looks for it. Said here and not left to Electron,
 * whose default depends on how the app was started: the command line finds the same folder without Electron.
 * Null if the folder cannot be made; the delegate has been told then.
 */
export function settleProfile(): Profile | null {
  const asked = app.commandLine.getSwitchValue('user-data-dir')
  const folder = asked ? resolve(asked) : join(app.getPath('appData'), 'Rapporteur')
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    const { profileUnusable } = wordsFor(app.getPreferredSystemLanguages())
    dialog.showErrorBox(profileUnusable, String(error))
    return null
  }
  app.setPath('userData', folder)
  const writable = isWritable(folder)
  // Chromium's own files go elsewhere then: notes on a write-protected stick can still be read.
  if (!writable) {
    const elsewhere = mkdtempSync(join(tmpdir(), 'rapporteur-'))
    app.setPath('sessionData', elsewhere)
    app.on('quit', () => rmSync(elsewhere, { recursive: true, force: true }))
  }
  return { folder, writable }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
