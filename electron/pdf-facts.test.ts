import { expect, test } from 'vitest'
import { withFacts } from './pdf-facts.ts'

test('a file that is laid out otherwise than Chromium does it stays as it is', () => {
  const other = new TextEncoder().encode('%PDF-1.5\n1 0 obj\n<</Type /XRef>>\nendobj\nstartxref\n9\n%%EOF\n')
  expect(withFacts(other, { title: 'T', author: '', program: 'Rapporteur' })).toEqual(other)
})
