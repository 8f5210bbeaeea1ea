// Not in index.ts: the bundler would load everything that index.ts re-exports for the first frame.
export const loadVersionPane = async () => (await import('./versions/version-pane.tsx')).VersionPane
