/** Syncs with the folder of the conference's delegation while the window is visible. */
export const loadDelegationSync = async () => (await import('./delegation-sync.ts')).DelegationSync
/** The conflicts of a note. */
export const loadNoteConflicts = async () => (await import('./note-conflicts.tsx')).NoteConflicts
/** The section of the settings. */
export const loadDelegationSettings = async () =>
  (await import('./delegation-settings.tsx')).DelegationSettings
