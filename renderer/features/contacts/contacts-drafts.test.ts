import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Input } from '../../../db/contract/index.ts'
import type { ContactId } from '../../../db/model.ts'
import { createTempStore, octopus, type TestStore, unwrap } from '../../../db/testing/temp-store.ts'
import { flushAll, getSaveState, getUnsavedText, RETRY_WHILE_BLOCKED_MS } from '../../lib/save-state.ts'
import { StoreError } from '../../lib/store-client.ts'
import { createContactDrafts, getFields, getStored, noFields, SAVE_DELAY_MS } from './contacts-drafts.ts'

// The store and its database are real; only the connection to it and the clock are simulated.
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  expect(getSaveState().kind, 'nothing is left behind').toBe('saved')
  vi.useRealTimers()
})

const passTime = (ms: number) => vi.advanceTimersByTimeAsync(ms)

function start() {
  const store = createTempStore()
  const connection = { saves: 0, isDiskFull: false, delay: 0 }
  const drafts = createContactDrafts(async (input: Input<'contacts.save'>) => {
    connection.saves += 1
    await new Promise((resolve) => setTimeout(resolve, connection.delay))
    if (connection.isDiskFull) throw new StoreError('disk-full', 'The disk is full.')
    return unwrap(store.call('contacts.save', input))
  })
  const id = crypto.randomUUID() as ContactId
  const type = (fields: Partial<typeof noFields>) =>
    drafts.edit({ id, conference: octopus, fields: { ...noFields, ...fields }, stored: null })
  return { store, connection, drafts, id, type }
}

function listNames(store: TestStore): string[] {
  return unwrap(store.call('contacts.list', { conference: octopus })).map(({ name }) => name)
}

test('typing is saved once, when it pauses, and only then reported as saved', async () => {
  const { store, connection, drafts, type } = start()
  type({ name: 'A' })
  await passTime(SAVE_DELAY_MS - 1)
  type({ name: 'Ada' })
  await passTime(SAVE_DELAY_MS - 1)
  expect(getSaveState().kind).toBe('unsaved')
  expect(connection.saves).toBe(0)
  await passTime(2)
  expect(getSaveState().kind).toBe('saved')
  expect(listNames(store)).toEqual(['Ada'])
  expect(connection.saves).toBe(1)
  expect(drafts.list()).toEqual([])
})

test('a form without a name is not saved while it is open; a closing window saves it under another field', async () => {
  const { store, connection, drafts, id, type } = start()
  type({ name: '  ', role: 'Judge', note: 'Met on the stairs' })
  await passTime(60_000)
  expect(connection.saves).toBe(0)
  expect(getSaveState().kind).toBe('unsaved')
  expect(getUnsavedText()).toContain('Judge\nMet on the stairs')
  expect(drafts.getDraftFields(id)?.role).toBe('Judge')
  expect(await flushAndWait()).toBe(true)
  expect(listNames(store)).toEqual(['Judge'])

  type({ name: 'Grace', role: 'Judge' })
  expect(await flushAndWait()).toBe(true)
  expect(listNames(store)).toEqual(['Grace'])
})

test.each([
  ['a follow-up', { followUp: 'Send the guide' }, 'Send the guide'],
  ['a date', { followUpOn: '2016-11-21' }, '?'],
])('a form with only %s is saved too when the window closes', async (_, fields, name) => {
  const { store, type } = start()
  type(fields)
  expect(await flushAndWait()).toBe(true)
  expect(listNames(store)).toEqual([name])
})

test('a new person whose form is emptied again is not stored', async () => {
  const { connection, drafts, type } = start()
  type({ name: 'x' })
  type({ name: '' })
  expect(getSaveState().kind).toBe('saved')
  expect(drafts.list()).toEqual([])
  expect(await flushAndWait()).toBe(true)
  await passTime(60_000)
  expect(connection.saves).toBe(0)
})

test('a stored person whose name is erased keeps the name when the window closes', async () => {
  const { store, type } = start()
  type({ name: 'Ada' })
  await passTime(SAVE_DELAY_MS + 1)
  type({ name: '', role: 'Countess' })
  expect(await flushAndWait()).toBe(true)
  expect(unwrap(store.call('contacts.list', { conference: octopus }))).toMatchObject([
    { name: 'Ada', role: 'Countess' },
  ])
})

test('a form is notified of changes by others, not of its own saves', async () => {
  const { store, drafts, id, type } = start()
  type({ name: 'Ada' })
  await passTime(SAVE_DELAY_MS + 1)
  const [own] = unwrap(store.call('contacts.list', { conference: octopus }))
  expect(own && drafts.isSavedHere(own)).toBe(true)
  expect(drafts.isSavedHere({ id, updatedAt: '2016-11-16T08:00:00.000Z' })).toBe(false)
  drafts.forgetSaved()
  expect(own && drafts.isSavedHere(own)).toBe(false)
})

test('text typed during a save is saved after it, by the same flush', async () => {
  const { store, connection, type } = start()
  connection.delay = 50
  type({ name: 'Ada' })
  const flush = flushAll()
  await passTime(10)
  type({ name: 'Ada King' })
  await passTime(200)
  expect(await flush).toBe(true)
  expect(listNames(store)).toEqual(['Ada King'])
  expect(connection.saves).toBe(2)
})

test('a full disk is reported, and the text is kept and retried', async () => {
  const { store, connection, type } = start()
  connection.isDiskFull = true
  type({ name: 'Ada' })
  await passTime(SAVE_DELAY_MS + 1)
  expect(getSaveState()).toMatchObject({ kind: 'failed', error: { code: 'disk-full' } })
  expect(getUnsavedText()).toBe('Ada')
  connection.isDiskFull = false
  await passTime(RETRY_WHILE_BLOCKED_MS + 1)
  expect(getSaveState().kind).toBe('saved')
  expect(listNames(store)).toEqual(['Ada'])
})

test('before a person is removed, everything typed is saved, even if the name was erased', async () => {
  const { store, drafts, id, type } = start()
  type({ name: 'Ada' })
  await passTime(SAVE_DELAY_MS + 1)
  type({ name: '', note: 'Met on the stairs' })
  const flushed = drafts.flushBeforeRemoval(id)
  await passTime(1)
  expect(await flushed).toBe(true)
  expect(unwrap(store.call('contacts.list', { conference: octopus }))).toMatchObject([
    { name: 'Ada', note: 'Met on the stairs' },
  ])
})

test('a person whose text cannot be saved is not removed, and the text is kept', async () => {
  const { store, connection, drafts, id, type } = start()
  type({ name: 'Ada' })
  await passTime(SAVE_DELAY_MS + 1)
  connection.isDiskFull = true
  type({ name: 'Ada', note: 'Met on the stairs' })
  const flushed = drafts.flushBeforeRemoval(id)
  await passTime(1)
  expect(await flushed).toBe(false)
  expect(drafts.getDraftFields(id)?.note).toBe('Met on the stairs')
  connection.isDiskFull = false
  await passTime(RETRY_WHILE_BLOCKED_MS + 1)
  expect(unwrap(store.call('contacts.list', { conference: octopus }))).toMatchObject([
    { note: 'Met on the stairs' },
  ])
})

test('discarded edits are neither saved nor reported as unsaved', async () => {
  const { connection, drafts, id, type } = start()
  type({ name: 'Ada' })
  drafts.discard(id)
  expect(getSaveState().kind).toBe('saved')
  await passTime(60_000)
  expect(connection.saves).toBe(0)
})

async function flushAndWait(): Promise<boolean> {
  const flush = flushAll()
  await passTime(1)
  return flush
}

test('a change by another window to other fields is kept, also in a form that is being edited', async () => {
  const { store, connection, drafts, id, type } = start()
  type({ name: 'Ada', role: 'Judge' })
  await passTime(SAVE_DELAY_MS + 1)
  const [stored] = unwrap(store.call('contacts.list', { conference: octopus }))
  if (!stored) throw new Error('not saved')
  const elsewhere = { ...noFields, name: 'Ada', role: 'Judge', telephone: '+33 1 23' }
  unwrap(store.call('contacts.save', { id, conference: octopus, fields: elsewhere, base: getFields(stored) }))
  connection.delay = 50
  type({ name: 'Ada L', role: 'Judge' })
  await passTime(SAVE_DELAY_MS + 10)
  // The delegate goes on typing during the save.
  type({ name: 'Ada Lovelace', role: 'Judge' })
  await passTime(60)
  expect(drafts.getDraftFields(id)).toMatchObject({ name: 'Ada Lovelace', telephone: '+33 1 23' })
  await passTime(SAVE_DELAY_MS + 60)
  expect(unwrap(store.call('contacts.list', { conference: octopus }))).toMatchObject([
    { name: 'Ada Lovelace', role: 'Judge', telephone: '+33 1 23', note: '' },
  ])
})

test('if both windows changed a field, the later text is used, the other is kept in the private note, and the delegate is informed', async () => {
  const onReplaced = vi.fn()
  const store = createTempStore()
  const drafts = createContactDrafts(async (input) => unwrap(store.call('contacts.save', input)), onReplaced)
  const id = crypto.randomUUID() as ContactId
  const edit = (fields: Partial<typeof noFields>, stored: Parameters<typeof drafts.edit>[0]['stored']) =>
    drafts.edit({ id, conference: octopus, fields: { ...noFields, ...fields }, stored })
  edit({ name: 'Ada', telephone: '1' }, null)
  await drafts.flush(id)
  const [stored] = unwrap(store.call('contacts.list', { conference: octopus }))
  if (!stored) throw new Error('not saved')
  const base = getFields(stored)
  unwrap(store.call('contacts.save', { id, conference: octopus, fields: { ...base, telephone: '22' }, base }))
  edit({ name: 'Ada', telephone: '333' }, getStored(stored))
  await drafts.flush(id)
  expect(unwrap(store.call('contacts.list', { conference: octopus }))).toMatchObject([
    { telephone: '333', note: '22' },
  ])
  expect(onReplaced).toHaveBeenCalledTimes(1)
  // The window's own next edit causes no conflict.
  edit({ name: 'Ada', telephone: '3334', note: '22' }, getStored(stored))
  await drafts.flush(id)
  expect(unwrap(store.call('contacts.list', { conference: octopus }))).toMatchObject([
    { telephone: '3334', note: '22' },
  ])
  expect(onReplaced).toHaveBeenCalledTimes(1)
})

test('a save whose answer was lost is not mistaken for a change by somebody else', async () => {
  const store = createTempStore()
  let isCut = true
  const drafts = createContactDrafts(async (input) => {
    const saved = unwrap(store.call('contacts.save', input))
    if (isCut) throw new StoreError('store-gone', 'The store was restarted before it answered.')
    return saved
  })
  const id = crypto.randomUUID() as ContactId
  drafts.edit({ id, conference: octopus, fields: { ...noFields, name: 'Ad' }, stored: null })
  await drafts.flush(id)
  isCut = false
  drafts.edit({ id, conference: octopus, fields: { ...noFields, name: 'Ada' }, stored: null })
  await drafts.flush(id)
  expect(unwrap(store.call('contacts.list', { conference: octopus }))).toMatchObject([
    { name: 'Ada', note: '' },
  ])
})
