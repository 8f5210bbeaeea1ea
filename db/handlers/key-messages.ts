import { listKeyMessages } from '../sql/key-messages.ts'
import type { HandlersOf } from './context.ts'

export const keyMessages: HandlersOf<'keyMessages'> = {
  'keyMessages.list': ({ sql }, { conference }) => listKeyMessages(sql, conference),
}
