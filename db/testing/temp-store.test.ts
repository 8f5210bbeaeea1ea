import { expect, test } from 'vitest'
import { getTables } from './all-tables.ts'
import { createTempStore, openUnpreparedStore, type TestStore } from './temp-store.ts'

test('a copied store has the same rows as after a first start', () => {
  const [copied, fresh] = [getRows(createTempStore()), getRows(openUnpreparedStore())]
  expect(fresh.session?.length).toBeGreaterThan(0)
  expect(copied).toEqual(fresh)
})

test('each copied store has its own author', () => {
  const authors = [createTempStore(), createTempStore()].map((store) => store.lifecycle.ready().author)
  expect(new Set(authors).size).toBe(2)
})

/** Rows by table, without author, device and log mark, which differ in each profile. */
function getRows(store: TestStore): Record<string, unknown[]> {
  const { db } = store.lifecycle.ready().connection
  const rows = (table: string) => db.prepare<[], { key?: string }>(`SELECT * FROM "${table}"`).all()
  return Object.fromEntries(
    getTables(store)
      .filter((table) => !['log_mark', 'device_key'].includes(table))
      .map((table) => [table, rows(table).filter(({ key = '' }) => !/^(?:author|device)/.test(key))]),
  )
}
