import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildOutdatedParts } from './build-parts.ts'
import { type Display, ensureDisplay, waitForWindow } from './display.ts'
import { toPng } from './lib/picture.ts'
import { printStatus, runScript } from './lib/script-output.ts'
import { startApp } from './lib/start-app.ts'
import { describeRuntime, prepareRuntime } from './prepare.ts'

/*
 * npm start [-- FLAG…]: prepares this machine, builds what is stale, and runs the app until it is closed or Ctrl+C is pressed.
 * Without a display the app runs on a virtual one, and a picture of its window is saved once it appears.
 */
await runScript(async () => {
  const runtime = await prepareRuntime()
  const display = await ensureDisplay()
  await buildOutdatedParts()
  printStatus(`starting on ${describeRuntime(runtime)}`)
  const app = startApp(runtime, process.argv.slice(2))
  if (display) await showPicture(display, app.ended)
  const code = await app.ended
  display?.stop()
  return code
})

async function showPicture(display: Display, ended: Promise<number>): Promise<void> {
  const picture = await Promise.race([waitForWindow(display), ended])
  if (typeof picture === 'number') return
  if (!picture) {
    printStatus('no window has shown on the virtual display within a minute')
    return
  }
  const file = join(tmpdir(), `rapporteur-${process.pid}.png`)
  writeFileSync(file, toPng(picture))
  printStatus(`a picture of the window: ${file}`)
  printStatus('the app runs on; Ctrl+C ends it')
}
