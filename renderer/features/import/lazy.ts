// Not in index.ts: of a module with code of its own the bundler takes all that it passes on, at the first frame.
export const loadImportDialog = async () => (await import('./import-dialog.tsx')).ImportDialog
