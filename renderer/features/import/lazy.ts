// Not in index.ts: if that module had code of its own, the bundler would load everything it exports with the first frame.
export const loadImportDialog = async () => (await import('./import-dialog.tsx')).ImportDialog
