/** Drag and drop in the list of notes. */
import type { DragEvent } from 'react'
import type { Guid, NoteId, PlainDate } from '../../../../db/model.ts'
import type { NotesItem } from './notes-items.ts'

const DRAG_TYPE = 'application/x-rapporteur-notes'

/** After a drop on a day, the delegate is asked for the session. */
export type NotesDrop = { kind: 'session'; session: Guid | null } | { kind: 'day'; day: PlainDate }

export function startDrag(event: DragEvent, ids: readonly NoteId[]): void {
  event.dataTransfer.setData(DRAG_TYPE, ids.join(' '))
  event.dataTransfer.effectAllowed = 'move'
}

/** @returns null if something else is dragged; the ids can be read only on drop */
export function getDraggedNotes({ dataTransfer }: DragEvent): NoteId[] | null {
  if (!dataTransfer.types.includes(DRAG_TYPE)) return null
  return dataTransfer.getData(DRAG_TYPE).split(' ').filter(Boolean) as NoteId[]
}

/** `isSortedBySession`: whether the day headings are days of the programme. Otherwise they are days on which notes were changed. */
export function getDropTarget(item: NotesItem, isSortedBySession: boolean): NotesDrop | null {
  if (item.kind === 'session') return { kind: 'session', session: item.session.guid }
  if (item.kind === 'unattached') return { kind: 'session', session: null }
  if (item.kind === 'day') return isSortedBySession ? { kind: 'day', day: item.day } : null
  if (item.kind !== 'note' || item.showsHome || item.entry.message) return null
  return { kind: 'session', session: item.entry.session?.guid ?? null }
}
