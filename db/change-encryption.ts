/** The changes that the delegate can make to the encryption of the open notebook. */
import { StoreError, toLogText } from './errors.ts'
import { decrypt, encrypt, reencrypt } from './maintenance/encrypt.ts'
import type { NotebookKey } from './maintenance/notebook-key.ts'
import { keepVaultOfDamaged, settleVaults } from './maintenance/vaults.ts'
import type { Instant } from './model.ts'
import type { Lifecycle, OpenDatabase } from './store/context.ts'
import type { Connection } from './store/open.ts'
import type { Profile } from './store/profile.ts'
import { changeKeychain, type Encryption } from './store/vault.ts'

type Notebook = {
  key: NotebookKey
  now: () => Instant
  profile: () => Profile
  /** Throws if the notebook is not open or cannot be changed. */
  expectChangeable: () => OpenDatabase
  connection: () => Connection
  /** Opens the notebook again after its connection was closed. */
  reopen: () => void
}

type Changes = Pick<
  Lifecycle,
  | 'prepareEncryption'
  | 'encrypt'
  | 'decrypt'
  | 'changePassphrase'
  | 'prepareNew'
  | 'changeRecoveryCode'
  | 'setKeychain'
  | 'changeKey'
>

export function createEncryptionChanges(notebook: Notebook): Changes {
  const { key, now, profile, expectChangeable, connection: getConnection, reopen } = notebook

  function expectEncryption(isEncrypted: boolean): Connection {
    const { connection } = expectChangeable()
    if ((connection.encryption !== null) !== isEncrypted) {
      throw new StoreError('conflict', toLogText('The encryption was switched on or off meanwhile.'))
    }
    return connection
  }

  /** `replace` closes the connection, unless it fails before that. */
  function replaceNotebook(connection: Connection, replace: () => void): void {
    if (connection.encryption) keepVaultOfDamaged(profile(), connection.encryption.vault)
    try {
      replace()
    } finally {
      if (!connection.db.open) reopen()
    }
  }

  function changeSecrets(connection: Connection, next: Encryption): void {
    key.changeSecrets(connection, next)
    settleVaults(connection, profile(), now())
  }

  return {
    prepareEncryption(passphrase) {
      expectEncryption(false)
      return key.prepare(passphrase)
    },
    encrypt(recoveryCode) {
      const connection = expectEncryption(false)
      const prepared = key.getPrepared('encryption', recoveryCode)
      replaceNotebook(connection, () => encrypt(connection, profile(), prepared))
    },
    decrypt(secret) {
      const connection = expectEncryption(true)
      key.check(profile(), secret)
      replaceNotebook(connection, () => decrypt(connection, profile()))
      getConnection()
    },
    changePassphrase(secret, passphrase) {
      const connection = expectEncryption(true)
      changeSecrets(connection, key.withPassphrase(profile(), { secret, passphrase }))
    },
    prepareNew(purpose, secret) {
      expectEncryption(true)
      return key.prepareNew(profile(), purpose, secret)
    },
    changeRecoveryCode(recoveryCode) {
      const connection = expectEncryption(true)
      changeSecrets(connection, key.getPrepared('recovery-code', recoveryCode))
    },
    setKeychain(keychain) {
      const connection = expectEncryption(true)
      if (connection.encryption) changeSecrets(connection, changeKeychain(connection.encryption, keychain))
    },
    changeKey(recoveryCode) {
      const connection = expectEncryption(true)
      const next = key.getPrepared('key', recoveryCode)
      replaceNotebook(connection, () => {
        try {
          reencrypt(connection, profile(), next)
        } finally {
          key.adopt(profile(), next)
        }
      })
      settleVaults(getConnection(), profile(), now())
    },
  }
}
