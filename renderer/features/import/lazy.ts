// Kept out of index.ts, which only re-exports: if it contained code, the bundler would load it, with all that it exports, for the first frame.
export const loadImportDialog = async () => (await import('./import-dialog.tsx')).ImportDialog
