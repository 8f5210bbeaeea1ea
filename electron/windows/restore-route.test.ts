import { expect, test } from 'vitest'
import { APP_URL } from '../urls.ts'
import { createRestoreRoute } from './restore-route.ts'

const buildAddress = (route: string) => `${APP_URL}#${route}`

test('a window returns to its route, or from a document to the list of documents', () => {
  expect(createRestoreRoute()(buildAddress('/agenda/workshop-9'), 0)).toBe(buildAddress('/agenda/workshop-9'))
  expect(createRestoreRoute()(buildAddress('/documents/floor-plans%2Fa.svg'), 0)).toBe(
    buildAddress('/documents'),
  )
  expect(createRestoreRoute()(APP_URL, 0)).toBe(APP_URL)
})

test('after another crash within a minute a window returns to the agenda; later to its route', () => {
  const restoreRoute = createRestoreRoute()
  expect(restoreRoute(buildAddress('/notes/1'), 0)).toBe(buildAddress('/notes/1'))
  expect(restoreRoute(buildAddress('/notes/1'), 59_999)).toBe(buildAddress('/agenda'))
  expect(restoreRoute(buildAddress('/notes/1'), 119_999)).toBe(buildAddress('/notes/1'))
})
