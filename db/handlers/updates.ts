import { Temporal } from 'temporal-polyfill'
import { message } from '../../core/i18n/message.ts'
import { toInstantString } from '../../core/time.ts'
import type { ChangedField, ProgrammeUpdate, SessionMove } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import { countOtherChanges, readOtherChanges } from '../import/apply/history.ts'
import { hasUserData, undoUpdate } from '../import/apply/undo-update.ts'
import type { OtherChanges } from '../import/matching/compare.ts'
import type { ConferenceSlug, Guid } from '../model.ts'
import { getConferenceId } from '../sql/conferences.ts'
import { listChangedSessions, listSessionChanges, listUpdateRows } from '../sql/updates.ts'
import { addUserData } from '../sql/user-data.ts'
import type { Sql } from '../store/open.ts'
import type { HandlersOf } from './context.ts'

/** How long after an update a moved session is highlighted. */
const RECENT: Temporal.DurationLike = { hours: 7 * 24 }

export const updates: HandlersOf<'updates'> = {
  'updates.list': ({ sql }, { conference }) => getRows(sql, conference).map(({ update }) => update),

  'updates.get': ({ sql }, { conference, id }) => {
    const row = getRows(sql, conference).find(({ update }) => update.id === id)
    if (!row) throw new StoreError('not-found', message('import.no-update'))
    const { update, beside } = row
    const sessions = listSessionChanges(sql, id)
    return {
      ...update,
      changes: { sessions: addUserData(sql, conference, sessions), ...beside },
    }
  },

  'updates.moves': ({ sql, now }, { conference }) => {
    const since = toInstantString(Temporal.Instant.from(now()).subtract(RECENT))
    const moves = new Map<Guid, SessionMove>()
    for (const { guid, fields } of listChangedSessions(sql, getConferenceId(sql, conference), since)) {
      const getOldValue = (field: ChangedField) =>
        fields.find((change) => change.field === field)?.from[0] ?? null
      const move = { guid, start: getOldValue('start'), room: getOldValue('room') }
      if (move.start !== null || move.room !== null) moves.set(guid, move)
    }
    return [...moves.values()]
  },

  'updates.undo': (context, { conference, id }) => {
    context.lifecycle.backup('import')
    context.db.transaction(() => undoUpdate(context, conference, id)).immediate()
    return null
  },
}

function getRows(sql: Sql, conference: ConferenceSlug): { update: ProgrammeUpdate; beside: OtherChanges }[] {
  const rows = listUpdateRows(sql, getConferenceId(sql, conference))
  return rows.map(
    ({ isFirst, added, changed, cancelled, hasBefore, beside: storedChanges, ...row }, index) => {
      const otherChanges = readOtherChanges(storedChanges)
      const update = {
        ...row,
        isFirst: isFirst === 1,
        counts: { added, changed, cancelled },
        beside: countOtherChanges(otherChanges),
        canUndo:
          index === 0 &&
          row.undoneAt === null &&
          // The first import of a bundled conference cannot be undone, since the app would import it again.
          (isFirst === 1 ? row.origin === 'file' && !hasUserData(sql, conference) : hasBefore === 1),
      }
      return { update, beside: otherChanges }
    },
  )
}
