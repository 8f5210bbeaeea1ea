import { expect, test } from 'vitest'
import { openConnection } from '../store/open.ts'
import { createTempStore, octopus, saveNote, unwrap } from '../testing/temp-store.ts'

test('tasks that an earlier version stored have no planned day', () => {
  const store = createTempStore()
  saveNote(store, '- [ ] Send it [on 28 November](rapporteur:do/2016-11-28)\n')
  const list = () => unwrap(store.call('actions.list', { conference: octopus }))[0]?.items
  expect(list()).toMatchObject([{ text: 'Send it', planned: '2016-11-28' }])
  const { sql, close } = openConnection(store.database)
  sql("UPDATE note_items SET items = json_remove(items, '$[0].planned')").run()
  close()
  expect(list()).toMatchObject([{ text: 'Send it', planned: null }])
})

test('a task names the members of the delegation who are to do it, also one that an earlier version stored', () => {
  const store = createTempStore()
  saveNote(store, '- [ ] Sign [for Boris](rapporteur:for/member/b0) [for the chair](rapporteur:for)\n')
  const list = () => unwrap(store.call('actions.list', { conference: octopus }))[0]?.items
  expect(list()).toMatchObject([{ text: 'Sign', who: ['Boris', 'the chair'], members: ['b0', null] }])
  // A member has no page to which a mention could lead.
  expect(unwrap(store.call('notes.mentions', { conference: octopus }))).toEqual([])
  const { sql, close } = openConnection(store.database)
  sql("UPDATE note_items SET items = json_remove(items, '$[0].members')").run()
  close()
  expect(list()).toMatchObject([{ who: ['Boris', 'the chair'], members: [null, null] }])
})
