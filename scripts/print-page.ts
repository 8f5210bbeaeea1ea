import { buildOutdatedParts } from './build-parts.ts'
import { ensureDisplay } from './display.ts'
import { printStatus, runScript } from './lib/script-output.ts'
import { startApp } from './lib/start-app.ts'
import { prepareRuntime } from './prepare.ts'

// node scripts/print-page.ts PAGE PDF: prints a page that the store wrote to the folder PAGE as a PDF, without a window. Both paths are
// absolute.
await runScript(async () => {
  const [page, pdf] = process.argv.slice(2)
  if (!page || !pdf) {
    printStatus('usage: print-page PAGE PDF')
    return 2
  }
  const runtime = await prepareRuntime()
  const display = await ensureDisplay()
  await buildOutdatedParts()
  const code = await startApp(runtime, [`--print-page=${page}`, `--print-pdf=${pdf}`]).ended
  display?.stop()
  return code
})
