// `electron held-app FOLDER` is `electron FOLDER`, but the app is told that Electron is ready only once Playwright is connected and
// calls `__playwright_run`. Playwright waits for ever for a window that begins to load while it connects. It has a loader
// of its own against that, which it leaves out when it is given an executable.
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
