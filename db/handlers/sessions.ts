import { listSessions } from '../sql/sessions.ts'
import type { HandlersOf } from './context.ts'

export const sessions: HandlersOf<'sessions'> = {
  'sessions.list': ({ sql }, { conference }) => listSessions(sql, conference),
}
