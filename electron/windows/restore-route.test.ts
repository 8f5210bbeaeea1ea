import { expect, test } from 'vitest'
import { APP_URL } from '../urls.ts'
import { createRestoreRoute } from './restore-route.ts'

const at = (route: string) => `${APP_URL}#${route}`

test('a window returns to its route, or from a document to the list of documents', () => {
  expect(createRestoreRoute()(at('/agenda/workshop-9'), 0)).toBe(at('/agenda/workshop-9'))
  expect(createRestoreRoute()(at('/documents/floor-plans%2Fa.svg'), 0)).toBe(at('/documents'))
  expect(createRestoreRoute()(APP_URL, 0)).toBe(APP_URL)
})

test('after another crash within a minute a window returns to the agenda; later to its route', () => {
  const restoreRoute = createRestoreRoute()
  expect(restoreRoute(at('/notes/1'), 0)).toBe(at('/notes/1'))
  expect(restoreRoute(at('/notes/1'), 59_999)).toBe(at('/agenda'))
  expect(restoreRoute(at('/notes/1'), 119_999)).toBe(at('/notes/1'))
})
