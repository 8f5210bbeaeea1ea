/** All handlers of the contract. A missing, mistyped or surplus handler is a compile error. */

import type { CallName } from '../contract/index.ts'
import { actions } from './actions.ts'
import { afterEvent } from './after-event.ts'
import { backups } from './backups.ts'
import { conferences } from './conferences.ts'
import { contacts } from './contacts.ts'
import type { Handler } from './context.ts'
import { delays } from './delays.ts'
import { delegation } from './delegation.ts'
import { directory } from './directory.ts'
import { encryption, preferences } from './encryption.ts'
import { exporting } from './export.ts'
import { exportLog } from './export-log.ts'
import { files } from './files.ts'
import { importing } from './import.ts'
import { keyMessages } from './key-messages.ts'
import { notes } from './notes.ts'
import { ownDocuments } from './own-documents.ts'
import { ownEntries } from './own-entries.ts'
import { packs } from './packs.ts'
import { people } from './people.ts'
import { pictures } from './pictures.ts'
import { presets } from './presets.ts'
import { reminders } from './reminders.ts'
import { search } from './search.ts'
import { sessions } from './sessions.ts'
import { sharing } from './sharing.ts'
import { speakers } from './speakers.ts'
import { spelling } from './spelling.ts'
import { stars } from './stars.ts'
import { recovery, status } from './status.ts'
import { suggestions } from './suggestions.ts'
import { support } from './support.ts'
import { pins, tags } from './tags-and-pins.ts'
import { templates } from './templates.ts'
import { trash } from './trash.ts'
import { updates } from './updates.ts'
import { wordTemplate } from './word-template.ts'

export const handlers: { [N in CallName]: Handler<N> } = {
  ...conferences,
  ...sessions,
  ...delays,
  ...keyMessages,
  ...directory,
  ...files,
  ...speakers,
  ...stars,
  ...ownEntries,
  ...ownDocuments,
  ...reminders,
  ...notes,
  ...actions,
  ...tags,
  ...pins,
  ...trash,
  ...contacts,
  ...people,
  ...presets,
  ...wordTemplate,
  ...pictures,
  ...templates,
  ...encryption,
  ...preferences,
  ...suggestions,
  ...spelling,
  ...search,
  ...importing,
  ...packs,
  ...updates,
  ...exporting,
  ...sharing,
  ...delegation,
  ...exportLog,
  ...afterEvent,
  ...backups,
  ...status,
  ...support,
  ...recovery,
}
