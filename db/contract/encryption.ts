/** Encryption of the notebook. */
import { z } from 'zod'
import { allTopics, type Calls, mutation, noInput, query } from './call.ts'

/** A passphrase or a recovery code. */
export const secret = z.string().min(1).max(1000)
/** The preferences of the interface, as JSON. The store only keeps them. */
const preferences = z.string().max(1_000_000)

export const encryptionCalls = {
  /** Opens the locked notebook. Returns the preferences of the interface, which are kept in the notebook while it is encrypted. */
  'encryption.unlock': {
    ...mutation(z.strictObject({ secret }), ...allTopics).returns<{ preferences: string | null }>(),
    transaction: false,
    duringRecovery: true,
  },
  /** Prepares the encryption and returns the recovery code, which cannot be read again. */
  'encryption.prepare': {
    ...query(z.strictObject({ passphrase: secret })).returns<{ recoveryCode: string }>(),
    transaction: false,
  },
  /** Encrypts the notebook as prepared, and locks it. `preferences`: those of the interface. */
  'encryption.switchOn': {
    ...mutation(z.strictObject({ recoveryCode: secret, preferences }), ...allTopics).returns<null>(),
    transaction: false,
  },
  'encryption.switchOff': {
    ...mutation(z.strictObject({ secret }), ...allTopics).returns<null>(),
    transaction: false,
  },
  'encryption.changePassphrase': {
    ...mutation(z.strictObject({ secret, passphrase: secret })).returns<null>(),
    transaction: false,
  },
  /**
   * Prepares a new recovery code, or a new key with a new recovery code. The code cannot be read again. `secret`: the passphrase or the
   * recovery code; for a new key, the passphrase.
   */
  'encryption.prepareNew': {
    ...query(z.strictObject({ what: z.enum(['recovery-code', 'key']), secret })).returns<{
      recoveryCode: string
    }>(),
    transaction: false,
  },
  /** Makes the prepared recovery code valid in place of the earlier one. */
  'encryption.changeRecoveryCode': {
    ...mutation(z.strictObject({ recoveryCode: secret })).returns<null>(),
    transaction: false,
  },
  /** Encrypts the notebook with the prepared key. Backups made so far are destroyed, and a new one is made. */
  'encryption.changeKey': {
    ...mutation(z.strictObject({ recoveryCode: secret }), ...allTopics).returns<null>(),
    transaction: false,
  },
  /** Stores the interface's preferences in the notebook, since localStorage is not encrypted. */
  'preferences.get': query(noInput).returns<{ preferences: string | null }>(),
  'preferences.save': mutation(z.strictObject({ preferences })).returns<null>(),
} as const satisfies Calls
