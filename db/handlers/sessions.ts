import { applyDelays } from '../sql/delays.ts'
import { listSessions } from '../sql/sessions.ts'
import type { HandlersOf } from './context.ts'

export const sessions: HandlersOf<'sessions'> = {
  'sessions.list': ({ sql }, { conference }) => applyDelays(sql, conference, listSessions(sql, conference)),
}
