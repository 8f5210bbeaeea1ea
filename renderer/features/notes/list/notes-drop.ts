/** Drag and drop in the list of notes. */
import type { DragEvent } from 'react'
import type { Guid, NoteId, PlainDate } from '../../../../db/model.ts'
import type { NotesItem } from './notes-items.ts'

const TYPE = 'application/x-rapporteur-notes'

/** After a drop on a day, the delegate is asked for the session. */
export type NotesDrop = { kind: 'session'; session: Guid | null } | { kind: 'day'; day: PlainDate }

export function drag(event: DragEvent, ids: readonly NoteId[]): void {
  event.dataTransfer.setData(TYPE, ids.join(' '))
  event.dataTransfer.effectAllowed = 'move'
}

/** @returns null if something else is dragged; the ids can be read only on drop */
export function getDraggedNotes({ dataTransfer }: DragEvent): NoteId[] | null {
  if (!dataTransfer.types.includes(TYPE)) return null
  return dataTransfer.getData(TYPE).split(' ').filter(Boolean) as NoteId[]
}

/** `grouped`: whether the headings are the days of sessions, and not the days of the last change. */
export function getDropTarget(item: NotesItem, grouped: boolean): NotesDrop | null {
  if (item.kind === 'session') return { kind: 'session', session: item.session.guid }
  if (item.kind === 'unattached') return { kind: 'session', session: null }
  if (item.kind === 'day') return grouped ? { kind: 'day', day: item.day } : null
  if (item.kind !== 'note' || item.alone || item.entry.message) return null
  return { kind: 'session', session: item.entry.session?.guid ?? null }
}
