// Kept out of index.ts: if index.ts contained code, the bundler would load index.ts, with all that it exports, for the first frame.
export const loadImportDialog = async () => (await import('./import-dialog.tsx')).ImportDialog
