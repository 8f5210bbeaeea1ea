/** Tests each call about encryption with a valid and an invalid request. A missing call is a compile error. */
import { expect, vi } from 'vitest'
import { type Case, checkCalls } from '../testing/calls.ts'
import { type TestStore, unwrap } from '../testing/temp-store.ts'
import type { encryptionCalls } from './encryption.ts'

vi.mock('node:crypto', async (original) =>
  (await import('../testing/cheap-scrypt.ts')).withCheapScrypt(await original()),
)

const passphrase = 'correct horse battery'
const prepare = (store: TestStore) => unwrap(store.call('encryption.prepare', { passphrase })).recoveryCode
const switchOn = (store: TestStore) =>
  unwrap(store.call('encryption.switchOn', { recoveryCode: prepare(store), preferences: '{"theme":"dark"}' }))
const openEncrypted = (store: TestStore) => {
  switchOn(store)
  unwrap(store.call('encryption.unlock', { secret: passphrase }))
}
const prepareNew = (store: TestStore, what: 'recovery-code' | 'key') => {
  openEncrypted(store)
  return unwrap(store.call('encryption.prepareNew', { what, secret: passphrase })).recoveryCode
}
const getStatus = (store: TestStore) => unwrap(store.call('status.get', {}))

const cases: { [N in keyof typeof encryptionCalls]: Case<N> } = {
  'encryption.prepare': {
    good: () => ({ passphrase }),
    answers: ({ recoveryCode }) => expect(recoveryCode).toHaveLength(39),
    bad: [{}, { passphrase: '' }, { passphrase: 'x'.repeat(1001) }],
  },
  'encryption.switchOn': {
    good: (store) => ({ recoveryCode: prepare(store), preferences: '{}' }),
    answers: (_, store) => expect(getStatus(store).state).toBe('locked'),
    bad: [{ recoveryCode: 'x' }, { preferences: '{}' }],
  },
  'encryption.unlock': {
    good: (store) => {
      switchOn(store)
      return { secret: passphrase }
    },
    answers: ({ preferences }, store) => {
      expect(preferences).toBe('{"theme":"dark"}')
      expect(getStatus(store)).toMatchObject({ state: 'ready', encryption: 'on' })
    },
    bad: [{}, { secret: '' }],
  },
  'encryption.switchOff': {
    good: (store) => {
      openEncrypted(store)
      return { secret: passphrase }
    },
    answers: (_, store) => expect(getStatus(store)).toMatchObject({ state: 'ready', encryption: 'off' }),
    bad: [{}, { secret: '' }],
  },
  'encryption.changePassphrase': {
    good: (store) => {
      openEncrypted(store)
      return { secret: passphrase, passphrase: 'another long one' }
    },
    answers: (_, store) => {
      unwrap(store.call('encryption.switchOff', { secret: 'another long one' }))
    },
    bad: [{ secret: passphrase }, { passphrase }],
  },
  'encryption.prepareNew': {
    good: (store) => {
      openEncrypted(store)
      return { what: 'key', secret: passphrase }
    },
    answers: ({ recoveryCode }) => expect(recoveryCode).toHaveLength(39),
    bad: [{ what: 'key' }, { what: 'vault', secret: passphrase }],
  },
  'encryption.changeRecoveryCode': {
    good: (store) => ({ recoveryCode: prepareNew(store, 'recovery-code') }),
    answers: (nothing, store) => {
      expect(nothing).toBeNull()
      expect(getStatus(store)).toMatchObject({ state: 'ready', encryption: 'on' })
    },
    bad: [{}, { recoveryCode: '' }],
  },
  'encryption.changeKey': {
    good: (store) => ({ recoveryCode: prepareNew(store, 'key') }),
    answers: (nothing, store) => {
      expect(nothing).toBeNull()
      expect(getStatus(store)).toMatchObject({ state: 'ready', encryption: 'on' })
    },
    bad: [{}, { recoveryCode: '' }],
  },
  'preferences.get': {
    good: (store) => {
      unwrap(store.call('preferences.save', { preferences: '{"theme":"dark"}' }))
      return {}
    },
    answers: ({ preferences }) => expect(preferences).toBe('{"theme":"dark"}'),
    bad: [{ extra: 1 }],
  },
  'preferences.save': {
    good: () => ({ preferences: '{}' }),
    answers: (nothing) => expect(nothing).toBeNull(),
    bad: [{}, { preferences: 5 }],
  },
}

checkCalls(cases)
