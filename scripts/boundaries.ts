import { findViolations, sortByCause } from './lib/boundaries.ts'
import { readSources } from './lib/imports.ts'
import { topFolders } from './lib/layout.ts'
import { root } from './lib/paths.ts'
import { printStatus, runScript } from './lib/script-output.ts'

const MAX_SHOWN = 20

// Run as a step of `npm run check`.
await runScript(async () => {
  const lines = sortByCause(findViolations(readSources(root, topFolders)))
  for (const line of lines.slice(0, MAX_SHOWN))
    printStatus(`breaks the layout (docs/architecture.md): ${line}`)
  if (lines.length > MAX_SHOWN) printStatus(`and ${lines.length - MAX_SHOWN} more`)
  return lines.length ? 1 : 0
})
