/** The list of commands. A new command needs its file and a line here; help and dispatcher use this list. */
import type { Command, FileCommand } from '../command.ts'
import { backup, moveOut, restore } from './backup.ts'
import { check } from './check.ts'
import { createCompletion } from './completion.ts'
import { conferenceList } from './conferences.ts'
import { exportReport } from './export.ts'
import { history, undo } from './history.ts'
import { importFiles } from './import.ts'
import { keyMessagesImport } from './key-messages.ts'
import { sessionList } from './list.ts'
import { noteAdd, noteList, noteShow } from './note.ts'
import { packBuild, packCheck, packInspect, packKeygen } from './pack.ts'
import { packNew } from './pack-new.ts'
import { packPublish } from './pack-publish.ts'
import { refresh } from './refresh.ts'
import { rename } from './rename.ts'
import { salvage } from './salvage.ts'
import { search } from './search.ts'
import { bundleNotes, mergeNotes } from './sharing.ts'
import { syncCreate, syncInvite, syncJoin, syncLeave, syncMembers, syncNow, syncStatus } from './sync.ts'

export const commands: readonly (Command | FileCommand)[] = [
  importFiles,
  keyMessagesImport,
  refresh,
  history,
  undo,
  rename,
  conferenceList,
  sessionList,
  search,
  noteAdd,
  noteList,
  noteShow,
  exportReport,
  bundleNotes,
  mergeNotes,
  syncCreate,
  syncInvite,
  syncJoin,
  syncNow,
  syncStatus,
  syncMembers,
  syncLeave,
  backup,
  moveOut,
  restore,
  salvage,
  check,
  packNew,
  packKeygen,
  packCheck,
  packBuild,
  packInspect,
  packPublish,
  createCompletion(() => commands),
]
