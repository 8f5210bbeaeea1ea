import { expect, test } from 'vitest'
import { openConnection } from '../store/open.ts'
import { must, octopus, saveNote, tempStore } from '../testing/temp-store.ts'

test('tasks that an earlier version stored have no day on which they are to be done', () => {
  const store = tempStore()
  saveNote(store, '- [ ] Send it [on 28 November](rapporteur:do/2016-11-28)\n')
  const list = () => must(store.call('actions.list', { conference: octopus })).lists[0]?.items
  expect(list()).toMatchObject([{ text: 'Send it', planned: '2016-11-28' }])
  const { sql, close } = openConnection(store.database)
  sql("UPDATE note_items SET items = json_remove(items, '$[0].planned')").run()
  close()
  expect(list()).toMatchObject([{ text: 'Send it', planned: null }])
})
