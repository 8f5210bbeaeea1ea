import { expect, test } from 'vitest'
import { getStartupRoute } from './startup-route.ts'

test('the last route is opened again, but never a single document', () => {
  expect(getStartupRoute('/agenda/workshop-9')).toBe('/agenda/workshop-9')
  expect(getStartupRoute('/documents')).toBe('/documents')
  expect(getStartupRoute('/documents/programme.pdf')).toBe('/documents')
})

test('the route that earlier versions stored for the notes by time still opens this screen', () => {
  expect(getStartupRoute('/written')).toBe('/notes-by-time')
})
