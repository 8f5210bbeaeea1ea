import { expect, test } from 'vitest'
import { removeTask } from './watch-task.ts'

const task = '- [ ] Watch the recording'

test('a task is removed, but not if it was ticked or its words were changed', () => {
  expect(removeTask(`Ask EUROJUST.\n\n${task}\n`, task)).toBe('Ask EUROJUST.\n\n')
  expect(removeTask('- [x] Watch the recording\n', task)).toBeNull()
  expect(removeTask(`${task} tomorrow\n`, task)).toBeNull()
})
