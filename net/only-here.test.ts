/**
 * Nothing but net/ opens a connection. The check refuses the modules elsewhere (scripts/lib/layout.ts); this finds what needs no import. The
 * windows are left out, since every request of theirs is blocked.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const CONNECTING = /\b(?:fetch\(|WebSocket\b|XMLHttpRequest\b|EventSource\b|sendBeacon\b|net\.request\b)/

test('no source uses what can send a request', () => {
  const sources = globSync('{core,db,electron,cli}/**/*.ts', { cwd: root }).filter(
    (file) => !/\.test\.ts$|\/testing\//.test(file),
  )
  expect(sources.length).toBeGreaterThan(300)
  const found = sources.filter((file) => CONNECTING.test(readFileSync(join(root, file), 'utf8')))
  expect(found).toEqual([])
})
