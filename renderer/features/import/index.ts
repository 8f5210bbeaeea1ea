export { undoUpdate } from './import-done.ts'
export {
  getNotesFilter,
  hasFolderDialog,
  importConference,
  importFolder,
  prepareImport,
  takeFiles,
  useImportQueue,
} from './import-files.ts'
export { loadImportDialog } from './lazy.ts'
export { offerBundle, useOfferedBundle } from './offered-notes.ts'
export { isNothing, ProgrammeChanges } from './programme-changes.tsx'
export { summarise } from './update-summary.ts'
