/** The delegate chooses the columns of a table only once. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import type { ImportPreview, UnreadTable } from '../../contract/index.ts'
import { createTempStore, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { createReadGrant, getProgramme } from '../testing/updates.ts'

const reading = { zoneIfUnknown: 'Europe/Paris' }
const table = (room: string, columns = 'What;Tag;Wann;Wo genau') =>
  `${columns}\nOpening;2026-05-04;9:00;${room}\nClosing;2026-05-05;9:00;${room}\n`
const chosen = { title: 'What', start: 'Wann', room: 'Wo genau' }

function writeFileIn(store: TestStore, name: string, content: string): string {
  const path = join(store.folder, name)
  writeFileSync(path, content)
  return path
}
const preview = async (store: TestStore, path: string, columns?: Record<string, string>) =>
  unwrap(
    await store.request('import.preview', {
      grant: createReadGrant(store, path),
      ...reading,
      ...(columns && { columns }),
    }),
  )

test('reads a newer table with the same columns by the earlier choice', async () => {
  const store = createTempStore()
  const first = writeFileIn(store, 'agenda.csv', table('Hall A'))
  expect(await preview(store, first)).toHaveProperty('problem')
  const request = (path: string) => ({ grant: createReadGrant(store, path), ...reading })
  const { conference } = unwrap(await store.request('import.file', { ...request(first), columns: chosen }))

  const newer = writeFileIn(store, 'agenda.csv', table('Hall B'))
  const seen = (await preview(store, newer)) as ImportPreview
  expect(seen.table?.columns).toMatchObject(chosen)
  expect(seen.matches[0]?.changes.cancel.sessions.map(({ kind }) => kind)).toEqual(['changed', 'changed'])
  const result = unwrap(await store.request('import.file', request(newer)))
  expect(result.warnings.map(toEnglish)).toContain(
    'The columns were read as you chose for an earlier table with the same column names.',
  )
  expect(getProgramme(store, conference.slug)?.rooms.map(({ name }) => name)).toContain('Hall B')
})

test('a new choice takes precedence, and other tables are read by their column names', async () => {
  const store = createTempStore()
  const path = writeFileIn(store, 'agenda.csv', table('Hall A'))
  unwrap(
    await store.request('import.file', { grant: createReadGrant(store, path), ...reading, columns: chosen }),
  )
  const other = (await preview(store, path, { title: 'What', start: 'Wann' })) as ImportPreview
  expect(other.table?.columns.room).toBeUndefined()
  const unlike = writeFileIn(store, 'agenda.csv', table('Hall A', 'What;Tag;Wann;Wo'))
  expect((await preview(store, unlike)) as UnreadTable).toHaveProperty('problem')
})

test('a table that was only previewed is not remembered', async () => {
  const store = createTempStore()
  const path = writeFileIn(store, 'agenda.csv', table('Hall A'))
  await preview(store, path, chosen)
  expect(await preview(store, path)).toHaveProperty('problem')
})
