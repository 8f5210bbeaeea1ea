import type { KeyMessage } from '../model.ts'
import type { HandlersOf } from '../store/context.ts'
import { conferenceId } from './conferences.ts'

export const keyMessages: HandlersOf<'keyMessages'> = {
  'keyMessages.list': ({ sql }, { conference }) =>
    sql<KeyMessage>(
      'SELECT guid, parent, number, lead, text FROM key_message WHERE conference_id = ? ORDER BY position',
    ).all(conferenceId(sql, conference)),
}
