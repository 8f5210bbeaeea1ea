import { expect, test, vi } from 'vitest'
import type { Remark } from '../../../db/contract/index.ts'
import type { ConferenceSlug, Guid } from '../../../db/model.ts'
import { createToggleMark } from './mark-changes.ts'

const place = { conference: 'octopus-2016' as ConferenceSlug, keyMessage: 'km-1' as Guid }
const remark: Remark = {
  keyMessage: place.keyMessage,
  marks: ['support'],
  comment: '',
  updatedAt: '2016-11-17T13:30:00.000Z',
  by: null,
}

test('a second mark that is set before the screen shows the first keeps both', async () => {
  const save = vi.fn(async () => null)
  const toggle = createToggleMark(save)
  const pressed = [toggle(place, 'support', undefined), toggle(place, 'concern', undefined)]
  expect(await Promise.all(pressed)).toEqual([true, true])
  expect(save).toHaveBeenLastCalledWith({ ...place, marks: ['support', 'concern'] })
  expect(await toggle(place, 'support', undefined)).toBe(false)
  expect(save).toHaveBeenLastCalledWith({ ...place, marks: ['concern'] })
})

test('a change that the screen shows meanwhile is kept, such as one in another window', async () => {
  const save = vi.fn(async () => null)
  const toggle = createToggleMark(save)
  await toggle(place, 'concern', undefined)
  await toggle(place, 'follow-up', remark)
  expect(save).toHaveBeenLastCalledWith({ ...place, marks: ['support', 'follow-up'] })
})

test('a mark that was not saved is not kept by the next press', async () => {
  const save = vi.fn(async () => null).mockRejectedValueOnce(new Error('the disk is full'))
  const toggle = createToggleMark(save)
  await expect(toggle(place, 'concern', remark)).rejects.toThrow('the disk is full')
  await toggle(place, 'follow-up', remark)
  expect(save).toHaveBeenLastCalledWith({ ...place, marks: ['support', 'follow-up'] })
})
