import type { ConferenceSlug, KeyMessage } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { getConferenceId } from './conferences.ts'

export function listKeyMessages(sql: Sql, conference: ConferenceSlug): KeyMessage[] {
  return sql<KeyMessage>(
    'SELECT guid, parent, number, lead, text FROM key_message WHERE conference_id = ? ORDER BY position',
  ).all(getConferenceId(sql, conference))
}
