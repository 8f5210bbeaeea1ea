import { expect, test } from 'vitest'
import type { NoteItems } from '../../../db/contract/index.ts'
import type { NoteId, NoteItem } from '../../../db/model.ts'
import { findTasks } from './find-tasks.ts'

const item = (text: string, more: Partial<NoteItem> = {}): NoteItem => ({
  ...{
    kind: 'task',
    index: 0,
    text,
    at: null,
    who: ['Zoë Lefèvre'],
    members: [null],
    done: false,
    due: null,
    planned: null,
  },
  ...more,
})
const list = (note: string, ...items: NoteItem[]): NoteItems => ({
  ...{ note: note as NoteId, session: null, keyMessage: null, createdAt: '', createdBy: null },
  items,
})

test('finds the open tasks of a person in all notes, the earliest date first', () => {
  const lists = [
    list('a', item('some day'), item('late', { due: '2016-12-01' }), item('done', { done: true })),
    list('b', item('soon', { due: '2016-11-20', who: ['Ana', 'zoe lefevre '] })),
    list('c', item('of others', { who: ['Ana'] }), item('a question', { kind: 'question' })),
  ]
  expect(findTasks(lists, 'Zoë Lefèvre').map(({ note, text }) => `${note} ${text}`)).toEqual([
    'b soon',
    'a late',
    'a some day',
  ])
  expect(findTasks(lists, ' ')).toEqual([])
})
