import { expect, test } from 'vitest'
import { writeRunningHeads } from './running-heads.ts'

test('the head of a page is the first part that begins on it, otherwise the last part before it', () => {
  const parts = [
    { title: '1 Wednesday', page: 3 },
    { title: '2 "Thursday"', page: 5 },
    { title: '3 Follow-up', page: 5 },
  ]
  const style = writeRunningHeads(parts, 'Mission report')
  expect(style).toContain(
    'symbols: "Mission report" "Mission report" "1 Wednesday" "1 Wednesday" "2 \\22 Thursday\\22 " "3 Follow\\2d up";',
  )
  // The pages after those with a head of their own.
  expect(style).toContain('running-head-last { system: cyclic; symbols: "3 Follow\\2d up"; }')
})
