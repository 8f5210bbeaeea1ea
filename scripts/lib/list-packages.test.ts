import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findPackage } from './list-packages.ts'
import { root } from './paths.ts'

const inModules = (path: string) => join(root, 'node_modules', path)

test.each([
  [inModules('react/index.js'), inModules('react')],
  [inModules('@fontsource/inter/files/a.woff2?url'), inModules('@fontsource/inter')],
  [`\0${inModules('react/index.js')}?commonjs-module`, inModules('react')],
  [join(root, 'renderer/app/main.tsx'), null],
  ['\0vite/preload-helper.js', null],
])('%j is in the package %j', (id, folder) => {
  expect(findPackage(id)).toBe(folder)
})
