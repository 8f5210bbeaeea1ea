import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConferenceSlug, Guid } from '../../../db/model.ts'
import { flushAll, getSaveState } from '../../lib/save-state.ts'
import { createRemarkDrafts } from './remark-drafts.ts'

const place = { conference: 'octopus-2016' as ConferenceSlug, keyMessage: 'km-1' as Guid }
const saved = { updatedAt: '2016-11-17T13:30:00.000Z' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a comment is saved when typing pauses, in its last wording', async () => {
  const save = vi.fn(async () => saved)
  const drafts = createRemarkDrafts(save)
  drafts.edit(place, 'Too')
  drafts.edit(place, 'Too vague')
  expect(getSaveState()).toEqual({ kind: 'unsaved' })
  expect(drafts.find(place)).toBe('Too vague')
  await vi.advanceTimersByTimeAsync(300)
  expect(save.mock.calls).toEqual([[{ ...place, comment: 'Too vague' }]])
  expect(getSaveState()).toEqual({ kind: 'saved', at: saved.updatedAt })
  expect(drafts.find(place)).toBeNull()
})

test('what is typed while the store answers is saved too', async () => {
  let answer = () => {}
  const save = vi.fn(() => new Promise<typeof saved>((resolve) => (answer = () => resolve(saved))))
  const drafts = createRemarkDrafts(save)
  drafts.edit(place, 'One')
  const flushed = flushAll()
  drafts.edit(place, 'One, two')
  answer()
  await vi.waitFor(() => expect(save).toHaveBeenCalledTimes(2))
  answer()
  expect(await flushed).toBe(true)
  expect(save).toHaveBeenLastCalledWith({ ...place, comment: 'One, two' })
})

test('a comment that could not be saved stays, and is tried again', async () => {
  const save = vi.fn(async () => saved).mockRejectedValueOnce(new Error('the disk is full'))
  const drafts = createRemarkDrafts(save)
  drafts.edit(place, 'Kept')
  await vi.advanceTimersByTimeAsync(300)
  expect(getSaveState().kind).toBe('failed')
  expect(drafts.find(place)).toBe('Kept')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(getSaveState().kind).toBe('saved')
})
