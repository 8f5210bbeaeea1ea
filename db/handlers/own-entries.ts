import { toLocalDate } from '../../core/time.ts'
import type { OwnEntryFields } from '../model.ts'
import { getConference } from '../sql/conferences.ts'
import { findOwnEntry, getOwnEntry, type OwnEntryRow, putOwnEntry } from '../sql/own-entries.ts'
import { setStar } from '../sql/stars.ts'
import type { HandlersOf } from './context.ts'
import { createNextEdit } from './next-edit.ts'

export const ownEntries: HandlersOf<'ownEntries'> = {
  'ownEntries.save': (context, { id, conference, fields, base }) => {
    const { sql, now } = context
    const stored = findOwnEntry(sql, id)
    const merged = stored && base ? mergeFields(stored, fields, base) : fields
    const { timeZone } = getConference(sql, conference)
    putOwnEntry(sql, {
      ...merged,
      ...{ id, conference },
      day: toLocalDate(merged.start, timeZone),
      people: merged.people.join('\n'),
      createdAt: stored?.createdAt ?? now(),
      ...createNextEdit(context, stored),
    })
    // Only a new or restored entry gets a star, since a star that the delegate removed must not come back.
    if (!stored || stored.deletedAt !== null) setStar(context, conference, id, true)
    return null
  },

  'ownEntries.remove': (context, { id }) => {
    const entry = getOwnEntry(context.sql, id)
    if (entry.deletedAt !== null) return null
    setStar(context, entry.conference, id, false)
    putOwnEntry(context.sql, { ...entry, ...createNextEdit(context, entry), deletedAt: context.now() })
    return null
  },

  'ownEntries.restore': (context, { id }) => {
    const entry = getOwnEntry(context.sql, id)
    putOwnEntry(context.sql, { ...entry, ...createNextEdit(context, entry) })
    setStar(context, entry.conference, id, true)
    return null
  },
}

/** Three-way merge: fields that the caller did not change take their stored values. */
function mergeFields(
  { kind, title, start, end, place, people }: OwnEntryRow,
  fields: OwnEntryFields,
  base: OwnEntryFields,
): OwnEntryFields {
  const mergeField = <K extends keyof OwnEntryFields>(
    field: K,
    stored: OwnEntryFields[K],
  ): OwnEntryFields[K] =>
    JSON.stringify(fields[field]) === JSON.stringify(base[field]) ? stored : fields[field]
  // Start and end are taken from the same side, so that the start is never after the end.
  const isMoved = fields.start !== base.start || fields.end !== base.end
  return {
    kind: mergeField('kind', kind),
    title: mergeField('title', title),
    start: isMoved ? fields.start : start,
    end: isMoved ? fields.end : end,
    place: mergeField('place', place),
    people: mergeField('people', people === '' ? [] : people.split('\n')),
  }
}
