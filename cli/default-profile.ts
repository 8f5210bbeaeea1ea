import { homedir } from 'node:os'
import { join } from 'node:path'

/** The app's own profile: Electron's appData folder with the app's name (electron/profile.ts). */
export function getDefaultProfile(): string {
  return join(getAppDataFolder(), 'Rapporteur')
}

function getAppDataFolder(): string {
  switch (process.platform) {
    case 'win32':
      return process.env.APPDATA || join(homedir(), 'AppData', 'Roaming')
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support')
    default:
      return process.env.XDG_CONFIG_HOME || join(homedir(), '.config')
  }
}
