/** The open tasks that notes assign to a person. Pure. */
import type { NoteItems } from '../../../db/contract/index.ts'
import type { NoteId, NoteItem } from '../../../db/model.ts'
import { fold } from '../../lib/fold.ts'

export type PersonTask = Pick<NoteItem, 'index' | 'text' | 'due'> & { note: NoteId }

/** Finds the person by name. Tasks with the earliest date come first, tasks without a date last. */
export function findTasks(lists: readonly NoteItems[], name: string): PersonTask[] {
  const wanted = fold(name.trim())
  if (wanted === '') return []
  const isOpenTaskOfPerson = ({ kind, done, who }: NoteItem) =>
    kind === 'task' && !done && who.some((one) => fold(one.trim()) === wanted)
  return lists
    .flatMap(({ note, items }) =>
      items.filter(isOpenTaskOfPerson).map(({ index, text, due }) => ({ note, index, text, due })),
    )
    .sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'))
}
