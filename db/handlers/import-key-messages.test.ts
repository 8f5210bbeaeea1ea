/** Importing key messages from Markdown. */
import { expect, test } from 'vitest'
import { sha256 } from '../packs/write-pack.ts'
import { getGrant } from '../testing/packs.ts'
import {
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  toGuid,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

const bytes = (markdown: string) => new TextEncoder().encode(markdown)
const preview = (store: TestStore, markdown: string) =>
  store.call('keyMessages.previewFile', {
    conference: octopus,
    grant: getGrant(store, bytes(markdown), 'messages.md'),
  })
const importFile = (store: TestStore, markdown: string) =>
  store.call('keyMessages.importFile', {
    conference: octopus,
    grant: getGrant(store, bytes(markdown), 'messages.md'),
    sha256: sha256(bytes(markdown)),
  })
const list = (store: TestStore) => unwrap(store.call('keyMessages.list', { conference: octopus }))

test('the preview shows what would change, and how many remarks would lose their message', () => {
  const store = createTempStore()
  const [first] = list(store)
  for (const keyMessage of ['km-1', 'km-9']) {
    const remark = { conference: octopus, keyMessage: toGuid(keyMessage), marks: ['support' as const] }
    unwrap(store.call('keyMessages.saveRemark', remark))
  }
  const before = list(store)
  const { changes, messages, marked } = unwrap(preview(store, `1. A new one\n2. ${first?.text}\n`))
  expect(messages).toMatchObject([{ number: '1', lead: 'A new one' }, { number: '2' }])
  expect([changes.added.length, changes.changed.length, changes.removed.length]).toEqual([1, 1, 11])
  expect(marked).toBe(1)
  expect(list(store)).toEqual(before)
})

test('import replaces the messages and keeps marks, notes and sessions; undo brings all back', () => {
  const store = createTempStore()
  const before = list(store)
  saveNote(store, 'On the first.', { keyMessage: 'km-1' })
  const remark = { conference: octopus, keyMessage: toGuid('km-1'), marks: ['support' as const] }
  unwrap(store.call('keyMessages.saveRemark', remark))
  const sessions = unwrap(store.call('sessions.list', { conference: octopus }))
  const { update } = unwrap(importFile(store, `1. New\n2. ${before[0]?.text}\n`))
  expect(list(store)).toMatchObject([
    { number: '1', text: 'New' },
    { guid: 'km-1', number: '2' },
  ])
  expect(unwrap(store.call('sessions.list', { conference: octopus }))).toEqual(sessions)
  expect(unwrap(store.call('keyMessages.remarks', { conference: octopus }))).toMatchObject([
    { keyMessage: 'km-1', marks: ['support'] },
  ])
  expect(unwrap(store.call('updates.list', { conference: octopus }))).toMatchObject([
    { id: update, fileName: 'messages.md', canUndo: true },
    {},
  ])
  expect(unwrap(importFile(store, `1. New\n2. ${before[0]?.text}\n`))).toEqual({ update: null })
  unwrap(store.call('updates.undo', { conference: octopus, id: update ?? 0 }))
  expect(list(store)).toEqual(before)
})

test('a file that cannot be read, or that changed since the preview, changes nothing', () => {
  const store = createTempStore()
  const before = list(store)
  expect(unwrapError(preview(store, '1. One\n\n1) Two\n'))).toMatchObject({
    code: 'bad-file',
    message: 'line 3: number 1 is already in line 1.',
  })
  expect(unwrapError(importFile(store, '1. One\n\n1) Two\n')).code).toBe('bad-file')
  const other = store.call('keyMessages.importFile', {
    conference: octopus,
    grant: getGrant(store, bytes('1. One\n'), 'messages.md'),
    sha256: sha256(bytes('1. Two\n')),
  })
  expect(unwrapError(other).code).toBe('conflict')
  expect(list(store)).toEqual(before)
})
