import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../core/time.ts'
import type {
  ChangedField,
  FieldChange,
  ProgrammeUpdate,
  SessionChange,
  SessionMove,
} from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import { besideCounts, besideOf } from '../import/apply/history.ts'
import { isUsed, undoUpdate } from '../import/apply/undo-update.ts'
import type { Beside } from '../import/matching/compare.ts'
import type { ConferenceSlug, Guid, Instant } from '../model.ts'
import { conferenceId } from '../sql/conferences.ts'
import { withMine } from '../sql/user-data.ts'
import type { Sql } from '../store/open.ts'
import type { HandlersOf } from './context.ts'

/** As long as a move is news. */
const RECENT: Temporal.DurationLike = { hours: 7 * 24 }

export const updates: HandlersOf<'updates'> = {
  'updates.list': ({ sql }, { conference }) => rowsOf(sql, conference).map(({ update }) => update),

  'updates.get': ({ sql }, { conference, id }) => {
    const row = rowsOf(sql, conference).find(({ update }) => update.id === id)
    if (!row) throw new StoreError('not-found', 'There is no such update of this programme.')
    const { update, beside } = row
    const sessions = sql<ChangeRow>(
      `SELECT guid, kind, label, title, start_at AS start, room, fields
       FROM session_change WHERE update_id = ? ORDER BY position`,
    )
      .all(id)
      .map((change) => ({ ...change, fields: JSON.parse(change.fields) }))
    return {
      ...update,
      changes: { sessions: withMine(sql, conference, sessions), ...beside },
    }
  },

  'updates.moves': ({ sql, now }, { conference }) => {
    const since = toInstantString(Temporal.Instant.from(now()).subtract(RECENT))
    const moves = new Map<Guid, SessionMove>()
    for (const { guid, fields } of sql<{ guid: Guid; fields: string }>(
      `SELECT guid, fields FROM session_change JOIN programme_update ON programme_update.id = update_id
       WHERE conference_id = ? AND kind = 'changed' AND undone_at IS NULL AND applied_at >= ?
       ORDER BY update_id`,
    ).all(conferenceId(sql, conference), since)) {
      const changes: FieldChange<ChangedField>[] = JSON.parse(fields)
      const from = (field: ChangedField) => changes.find((change) => change.field === field)?.from[0] ?? null
      const move = { guid, start: from('start'), room: from('room') }
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

type ChangeRow = Omit<SessionChange, 'fields'> & { fields: string }

function rowsOf(sql: Sql, conference: ConferenceSlug): { update: ProgrammeUpdate; beside: Beside }[] {
  const rows = sql<UpdateRow>(
    `SELECT id, applied_at AS appliedAt, origin, file_name AS fileName, is_first AS isFirst, added, changed, cancelled,
       undone_at AS undoneAt, beside, programme_before IS NOT NULL AS hasBefore
     FROM programme_update WHERE conference_id = ? ORDER BY id DESC`,
  ).all(conferenceId(sql, conference))
  return rows.map(({ isFirst, added, changed, cancelled, hasBefore, beside: listed, ...row }, index) => {
    const beside = besideOf(listed)
    const update = {
      ...row,
      isFirst: isFirst === 1,
      counts: { added, changed, cancelled },
      beside: besideCounts(beside),
      canUndo:
        index === 0 &&
        row.undoneAt === null &&
        // What comes with the app would come again.
        (isFirst === 1 ? row.origin === 'file' && !isUsed(sql, conference) : hasBefore === 1),
    }
    return { update, beside }
  })
}

type UpdateRow = {
  id: number
  appliedAt: Instant
  origin: ProgrammeUpdate['origin']
  fileName: string
  isFirst: 0 | 1
  added: number
  changed: number
  cancelled: number
  undoneAt: Instant | null
  beside: string
  hasBefore: 0 | 1
}
