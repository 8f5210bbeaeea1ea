import { getSetting, putSetting } from '../sql/settings.ts'
import type { HandlersOf } from './context.ts'

const PREFERENCES = 'interface'

export const encryption: HandlersOf<'encryption'> = {
  'encryption.unlock': ({ lifecycle, sql }, { secret }) => {
    lifecycle.unlock(secret)
    const isOpen = lifecycle.status().state === 'ready'
    return { preferences: isOpen ? getSetting(sql, PREFERENCES) : null }
  },
  'encryption.prepare': ({ lifecycle }, { passphrase }) => ({
    recoveryCode: lifecycle.prepareEncryption(passphrase),
  }),
  'encryption.prepareNew': ({ lifecycle }, { what, secret }) => ({
    recoveryCode: lifecycle.prepareNew(what, secret),
  }),
  'encryption.changeRecoveryCode': ({ lifecycle }, { recoveryCode }) => {
    lifecycle.changeRecoveryCode(recoveryCode)
    return null
  },
  'encryption.changeKey': ({ lifecycle }, { recoveryCode }) => {
    lifecycle.changeKey(recoveryCode)
    return null
  },
  'encryption.switchOn': ({ lifecycle, db, sql }, { recoveryCode, preferences }) => {
    db.transaction(() => putSetting(sql, PREFERENCES, preferences)).immediate()
    lifecycle.encrypt(recoveryCode)
    return null
  },
  'encryption.switchOff': ({ lifecycle }, { secret }) => {
    lifecycle.decrypt(secret)
    return null
  },
  'encryption.changePassphrase': ({ lifecycle }, { secret, passphrase }) => {
    lifecycle.changePassphrase(secret, passphrase)
    return null
  },
}

export const preferences: HandlersOf<'preferences'> = {
  'preferences.get': ({ sql }) => ({ preferences: getSetting(sql, PREFERENCES) }),
  'preferences.save': ({ sql }, { preferences }) => {
    putSetting(sql, PREFERENCES, preferences)
    return null
  },
}
