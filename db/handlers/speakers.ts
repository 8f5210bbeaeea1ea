import { listSpeakers } from '../sql/speakers.ts'
import type { HandlersOf } from './context.ts'

export const speakers: HandlersOf<'speakers'> = {
  'speakers.list': ({ sql }, { conference }) => listSpeakers(sql, conference),
}
