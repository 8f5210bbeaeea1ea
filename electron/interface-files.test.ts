import { join, sep } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findInterfaceFile } from './interface-files.ts'

const root = join(sep, 'opt', 'rapporteur', 'dist', 'renderer')

test('serves the page and the files that it loads', () => {
  expect(findInterfaceFile(root, 'app://rapporteur/')).toEqual({
    path: join(root, 'index.html'),
    mimeType: 'text/html; charset=utf-8',
  })
  expect(findInterfaceFile(root, 'app://rapporteur/assets/index-1a2b.js?v=1#x')).toEqual({
    path: join(root, 'assets', 'index-1a2b.js'),
    mimeType: 'text/javascript; charset=utf-8',
  })
  expect(findInterfaceFile(root, 'app://rapporteur/assets/inter.woff2')?.mimeType).toBe('font/woff2')
})

test.each([
  'app://rapporteur/%2e%2e%2fpackage.json',
  'app://rapporteur/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
  'app://rapporteur/..%5c..%5cpackage.json',
  'app://rapporteur/C:%5cWindows%5cwin.json',
  'app://rapporteur/index.html:stream.js',
  'app://rapporteur/index.js%00.html',
  'app://rapporteur/%ff.js',
  'app://elsewhere/index.html',
  'file:///index.html',
  'app://rapporteur/notes.db',
  'app://rapporteur/assets',
  'nonsense',
])('%s is not a file of the interface', (address) => {
  expect(findInterfaceFile(root, address)).toBeNull()
})

test('no address leaves the folder', () => {
  const part = fc.oneof(
    fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '/', '\\', '%00', 'index.html', 'a.js', '%252e'),
    fc.string({ maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const file = findInterfaceFile(root, `app://rapporteur/${parts.join('')}.js`)
      expect(file === null || file.path.startsWith(root + sep)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
