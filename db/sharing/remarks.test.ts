/**
 * Marks and comments on key messages in files. A colleague's remarks stay beside the delegate's own; remarks of a complete copy become the
 * delegate's.
 */
import { expect, test } from 'vitest'
import { createTempStore, octopus, type TestStore, toGuid, unwrap } from '../testing/temp-store.ts'
import { importShared, shareNotes } from './testing/shared-files.ts'

const whole = { stars: true, contactNotes: true, history: true, confidentiality: 'private' } as const
const remarks = (store: TestStore) => unwrap(store.call('keyMessages.remarks', { conference: octopus }))
const save = (store: TestStore, changes: object, keyMessage = 'km-1') =>
  unwrap(
    store.call('keyMessages.saveRemark', { conference: octopus, keyMessage: toGuid(keyMessage), ...changes }),
  )

test('a colleague’s remarks are shared on request, shown with the name, and undone', async () => {
  const [anna, boris] = [createTempStore(), createTempStore()]
  unwrap(anna.call('people.saveMe', { name: 'Anna Ek', delegation: '' }))
  save(anna, { marks: ['concern'], comment: 'Too vague.' })
  save(boris, { marks: ['support'] })
  expect((await importShared(boris, await shareNotes(anna, { notes: true }))).id).toBeNull()

  const { preview, id } = await importShared(boris, await shareNotes(anna, { remarks: true }))
  expect(preview).toMatchObject({ remarks: 1, own: 0 })
  expect(remarks(boris)).toMatchObject([
    { marks: ['support'], by: null },
    { marks: ['concern'], comment: 'Too vague.', by: 'Anna Ek' },
  ])
  unwrap(boris.call('sharing.undo', { id: id ?? 0 }))
  expect(remarks(boris)).toMatchObject([{ marks: ['support'], by: null }])
})

test('a later edit of the colleague replaces the earlier one, and an earlier file does not', async () => {
  const [anna, boris] = [createTempStore(), createTempStore()]
  save(anna, { marks: ['concern'] })
  const first = await shareNotes(anna, { remarks: true })
  anna.clock.pass({ hours: 1 })
  save(anna, { marks: ['support'] })
  await importShared(boris, await shareNotes(anna, { remarks: true }))
  expect((await importShared(boris, first)).id).toBeNull()
  expect(remarks(boris)).toMatchObject([{ marks: ['support'], by: '' }])
})

test('the delegate’s own remarks in a colleague’s copy change nothing', async () => {
  const [anna, boris] = [createTempStore(), createTempStore()]
  save(anna, { marks: ['concern'] })
  await importShared(boris, await shareNotes(anna, { remarks: true }))
  save(anna, { marks: ['support'] })
  await importShared(anna, await shareNotes(boris, whole), { stars: true })
  expect(remarks(anna)).toMatchObject([{ marks: ['support'], by: null }])
})

test('the other computer follows edits and deletions', async () => {
  const [desk, travel] = [createTempStore(), createTempStore()]
  save(desk, { marks: ['concern'], comment: 'Too vague.' })
  save(desk, { marks: ['follow-up'] }, 'km-2')
  await importShared(travel, await shareNotes(desk, whole), { stars: true })
  expect(remarks(travel)).toEqual(remarks(desk))
  travel.clock.pass({ hours: 1 })
  save(travel, { comment: 'Clear enough.' })
  save(travel, { marks: [] }, 'km-2')
  await importShared(desk, await shareNotes(travel, whole), { stars: true })
  expect(remarks(desk)).toMatchObject([{ comment: 'Clear enough.', by: null }])
  expect(remarks(desk)).toHaveLength(1)
})
