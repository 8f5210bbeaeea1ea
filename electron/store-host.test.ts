import { expect, test, vi } from 'vitest'
import { hostStore } from './store-host.ts'

vi.mock('electron', () => ({ app: {}, utilityProcess: {} }))

test('the keychain cannot be set while the store is not running', async () => {
  const store = hostStore({
    folder: '',
    resources: '',
    onGivingUp: async () => false,
    onReminder: () => {},
    onWithdrawn: () => {},
    onUnlocked: () => {},
    onPlanned: () => {},
  })
  await expect(store.setKeychain(null)).rejects.toThrow('The store has ended.')
})
