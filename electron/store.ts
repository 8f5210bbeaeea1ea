import { openStore } from '../db/open-store.ts'
import type { FromStoreProcess, Keychain, ToStore } from './store-messages.ts'

/** Entry point of the store process: opens the database, then serves every port that main passes on. */
const [folder, resources] = process.argv.slice(2)
if (!folder || !resources) throw new Error('usage: store FOLDER RESOURCES')

const store = openStore({ folder, resources })

const isEncrypted = () => store.lifecycle.ready().connection.encryption !== null

const reminders = store.remind({
  onDue: (reminder) =>
    process.parentPort.postMessage({ type: 'remind', reminder } satisfies FromStoreProcess),
  onWithdrawn: (reminder) =>
    process.parentPort.postMessage({ type: 'withdraw', reminder } satisfies FromStoreProcess),
  onPlanned: (planned) => {
    if (!isEncrypted()) return
    process.parentPort.postMessage({ type: 'planned', reminders: planned } satisfies FromStoreProcess)
  },
})

store.onChanges((topics) => {
  if (!topics.includes('database') || store.lifecycle.getUnavailableReason()) return
  if (isEncrypted()) process.parentPort.postMessage({ type: 'unlocked' } satisfies FromStoreProcess)
})

/** @returns why it failed, or null */
function setKeychain(keychain: Keychain | null): string | null {
  try {
    store.lifecycle.setKeychain(keychain)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

process.parentPort.on('message', ({ data, ports }) => {
  const message: ToStore = data
  switch (message.type) {
    case 'connect': {
      const [port] = ports
      if (port) store.attach(port)
      break
    }
    case 'grant':
      store.grants.add(message.token, { path: message.path, mode: message.mode, origin: message.origin })
      process.parentPort.postMessage({ type: 'granted', token: message.token } satisfies FromStoreProcess)
      break
    case 'file': {
      const { sha256 } = message
      const answer = store.call('pictures.read', { sha256 })
      const found = answer.ok && answer.value ? answer : store.call('files.read', { sha256 })
      const file = found.ok ? found.value : null
      process.parentPort.postMessage({ type: 'file', id: message.id, file } satisfies FromStoreProcess)
      break
    }
    case 'clock':
      reminders.setClock(message.offset)
      break
    case 'woken':
      reminders.checkNow()
      break
    case 'unlock': {
      const { secret } = message
      const opened = store.call('encryption.unlock', { secret })
      if (!opened.ok)
        process.stderr.write(`the keychain does not open the notebook: ${opened.error.message}\n`)
      break
    }
    case 'keychain':
      process.parentPort.postMessage({
        type: 'keychain-set',
        problem: setKeychain(message.keychain),
      } satisfies FromStoreProcess)
      break
    case 'close':
      reminders.stop()
      store.close()
      process.exit(0)
  }
})
