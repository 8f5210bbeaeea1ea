/**
 * Only net/ opens a connection. scripts/lib/layout.ts refuses imports of network modules elsewhere. This test finds functions that need no
 * import, such as `fetch`. Code of the windows is not searched, since all of their requests are blocked.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const CONNECTING = /\b(?:fetch\(|WebSocket\b|XMLHttpRequest\b|EventSource\b|sendBeacon\b|net\.request\b)/

test('no source outside net/ uses a function that can send a request', () => {
  const sources = globSync('{core,db,electron,cli}/**/*.ts', { cwd: root }).filter(
    (file) => !/\.test\.ts$|\/testing\//.test(file),
  )
  expect(sources.length).toBeGreaterThan(300)
  const connecting = sources.filter((file) => CONNECTING.test(readFileSync(join(root, file), 'utf8')))
  expect(connecting).toEqual([])
})
