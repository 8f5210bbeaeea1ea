import { expect, test } from 'vitest'
import type { Guid, Session } from '../../../../db/model.ts'
import { createStoredSession } from '../../../../db/testing/sessions.ts'
import { chooseSessionToCapture } from './capture-session.ts'

const createSession = (guid: string, start: string, end: string | null = null): Session =>
  createStoredSession(guid, {
    kind: 'workshop',
    start: `2016-11-17T${start}:00.000Z`,
    end: end && `2016-11-17T${end}:00.000Z`,
  })
const programme = [
  createSession('long', '08:00', '17:00'),
  createSession('w7', '13:30', '15:00'),
  createSession('w8', '13:30', '15:00'),
  createSession('later', '16:00', '17:00'),
]
const choose = (time: string, stars: string[] = [], shown?: string) =>
  chooseSessionToCapture(programme, new Set(stars as Guid[]), shown, `2016-11-17T${time}:00.000Z`, {
    timeZone: 'Europe/Paris',
  })?.guid ?? null

test('takes the session that started last, and a starred one before all others', () => {
  expect(choose('13:52')).toBe('w7')
  expect(choose('13:52', ['w8'])).toBe('w8')
  expect(choose('13:52', ['long'])).toBe('long')
  expect(choose('13:52', ['long', 'w8'])).toBe('w8')
})

test('of parallel sessions, takes the one on screen', () => {
  expect(choose('13:52', [], 'w8')).toBe('w8')
  expect(choose('13:52', ['w7', 'w8'], 'w8')).toBe('w8')
  expect(choose('13:52', ['w7'], 'w8')).toBe('w7')
  expect(choose('13:52', [], 'later')).toBe('w7')
})

test('takes no session when none is running', () => {
  expect(choose('07:00')).toBeNull()
  expect(choose('17:30')).toBeNull()
})
