/** Tests which devices and keys stay when the data of one conference is deleted but data of another one is left. */
import { expect, test, vi } from 'vitest'
import { createDelegationOfTwo } from '../testing/delegations.ts'
import { addEntry } from '../testing/own-entries.ts'
import { createTempStore, octopus, saveNote, type TestStore, unwrap } from '../testing/temp-store.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Runs a statement, with which a test moves rows to another conference. */
const execute = (store: TestStore, statement: string) => store.lifecycle.ready().connection.db.exec(statement)

const getKeys = (store: TestStore) =>
  store.lifecycle.ready().connection.sql('SELECT person, public_key FROM device_key').all()

async function wipe(store: TestStore): Promise<void> {
  unwrap(
    await store.request('afterEvent.wipe', {
      conference: octopus,
      confirmation: 'Octopus Conference 2016',
      unverified: true,
      deleteRecords: true,
    }),
  )
}

test('an appointment at another conference keeps the device and its key', async () => {
  const store = createTempStore()
  saveNote(store, 'Shared later.')
  addEntry(store, octopus)
  execute(store, `UPDATE own_entry SET conference = 'another'`)
  const [{ id }, keys] = [store.lifecycle.ready().device, getKeys(store)]
  await wipe(store)
  expect(store.lifecycle.ready().device.id).toBe(id)
  expect(getKeys(store)).toEqual(keys)
})

test('the members of another conference’s delegation keep their names and keys, and this device its own', async () => {
  const { anna } = await createDelegationOfTwo()
  const [{ id }, keys] = [anna.lifecycle.ready().device, getKeys(anna)]
  expect(keys).toHaveLength(2)
  execute(anna, `UPDATE setting SET key = 'delegation/another' WHERE key = 'delegation/octopus-2016'`)
  await wipe(anna)
  expect(unwrap(anna.call('people.list', {})).map(({ name }) => name)).toContain('Boris')
  expect(getKeys(anna)).toEqual(keys)
  expect(anna.lifecycle.ready().device.id).toBe(id)
})
