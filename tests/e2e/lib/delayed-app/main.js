// `electron delayed-app FOLDER` does the same as `electron FOLDER`, but tells the app that Electron is ready only once Playwright is
// connected and calls `__playwright_run`. Playwright would wait for ever for a window that begins to load while it connects. Playwright has
// a loader of its own for this, but does not use it if an executable is given.
import { app } from 'electron'

// The app looks for files to open among its arguments.
process.argv = process.argv.filter((argument) => argument !== import.meta.dirname)

const ready = app.whenReady()
const connected = new Promise((resolve) => {
  globalThis.__playwright_run = resolve
})
app.whenReady = async () => {
  await Promise.all([ready, connected])
}

await import('../../../../scripts/runtime/launcher/main.js')
