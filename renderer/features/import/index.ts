export { undoUpdate } from './import-done.ts'
export {
  getNotesFilter,
  hasFolderDialog,
  importConference,
  importFolder,
  openFiles,
  prepareImport,
  useImportQueue,
} from './import-files.ts'
export { loadImportDialog } from './lazy.ts'
export { offerBundle, useOfferedBundle } from './offered-bundle.ts'
export { hasNoChanges, ProgrammeChanges } from './programme-changes.tsx'
export { summariseChanges } from './update-summary.ts'
