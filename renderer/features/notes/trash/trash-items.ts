/** Combines deleted notes and contacts in one list. Pure. */
import { Temporal } from 'temporal-polyfill'
import { TRASH_DAYS } from '../../../../core/trash.ts'
import type { Trash } from '../../../../db/contract/index.ts'
import type { ContactId, Instant, NoteId } from '../../../../db/model.ts'

export type TrashItem =
  | { kind: 'note'; key: string; deletedAt: Instant; note: Trash['notes'][number] }
  | { kind: 'contact'; key: string; deletedAt: Instant; contact: Trash['contacts'][number] }

/** Sorted with the last deleted first. */
export function getTrashItems({ notes, contacts }: Trash): TrashItem[] {
  const items: TrashItem[] = [
    ...notes.map((note) => ({
      kind: 'note' as const,
      key: `note ${note.id}`,
      deletedAt: note.deletedAt,
      note,
    })),
    ...contacts.map((contact) => ({
      kind: 'contact' as const,
      key: `contact ${contact.id}`,
      deletedAt: contact.deletedAt,
      contact,
    })),
  ]
  return items.sort((a, b) => Date.parse(b.deletedAt) - Date.parse(a.deletedAt))
}

export function getIds(items: readonly TrashItem[]): { notes: NoteId[]; contacts: ContactId[] } {
  return {
    notes: items.flatMap((item) => (item.kind === 'note' ? [item.note.id] : [])),
    contacts: items.flatMap((item) => (item.kind === 'contact' ? [item.contact.id] : [])),
  }
}

/** @returns the whole days until an item is removed automatically, at least one. `now` is on the computer's clock, as `deletedAt` is. */
export function countDaysLeft(deletedAt: Instant, now: Instant): number {
  const daysPassed = Temporal.Instant.from(deletedAt).until(now, { largestUnit: 'hours' }).total('hours') / 24
  return Math.min(TRASH_DAYS, Math.max(1, Math.ceil(TRASH_DAYS - daysPassed)))
}
