/** Marks and comments on key messages in reports. */
import { expect, test } from 'vitest'
import type { Input } from '../contract/index.ts'
import {
  createContactId,
  createTempStore,
  octopus,
  someone,
  type TestStore,
  toGuid,
  unwrap,
} from '../testing/temp-store.ts'

type Include = Input<'export.preview'>['include']

async function readReport(store: TestStore, include: Include, more: object = {}): Promise<string> {
  const options = { conference: octopus, format: 'md', title: '', sessions: null, language: 'en' } as const
  return unwrap(await store.request('export.copy', { ...options, ...more, include })).text
}

function createStoreWithRemarks(): TestStore {
  const store = createTempStore()
  const save = (keyMessage: string, changes: object) =>
    unwrap(
      store.call('keyMessages.saveRemark', {
        conference: octopus,
        keyMessage: toGuid(keyMessage),
        ...changes,
      }),
    )
  save('km-2', { marks: ['concern', 'follow-up'], comment: 'Ana Ferreira objects.\n\nSee our statement.' })
  save('km-5a', { marks: ['support'] })
  unwrap(
    store.call('contacts.save', {
      id: createContactId(),
      conference: octopus,
      fields: { ...someone, note: '' },
    }),
  )
  return store
}

test('a report has marks and comments with their key messages, only if chosen', async () => {
  const store = createStoreWithRemarks()
  expect(await readReport(store, {})).not.toContain('our statement')
  const report = await readReport(store, { remarks: true })
  expect(report).toMatch(
    /2\. The Budapest Convention[\s\S]+Concern · Follow up[\s\S]+Ana Ferreira objects\.[\s\S]+See our statement\.[\s\S]+5a\. [\s\S]+Support/,
  )
  expect(report).not.toContain('Increasing cybercrime')
  expect(await readReport(store, { remarks: true, keyMessages: false })).not.toContain('our statement')
})

test('a report by key message includes a marked message without notes', async () => {
  const report = await readReport(createStoreWithRemarks(), { remarks: true }, { order: 'keyMessages' })
  expect(report).toMatch(/Key message 2[\s\S]+Concern · Follow up[\s\S]+our statement/)
})

test('under the Chatham House Rule names are left out of comments', async () => {
  const report = await readReport(createStoreWithRemarks(), { remarks: true }, { chathamHouse: true })
  expect(report).toContain('objects.')
  expect(report).not.toContain('Ferreira')
})
