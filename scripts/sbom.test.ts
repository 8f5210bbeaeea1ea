import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { writeNotices } from './licences.ts'
import { writeSbom } from './sbom.ts'

const { version } = createRequire(import.meta.url)('react/package.json')
const react = { name: 'react', version, licence: 'MIT', text: 'Permission is hereby granted' }
const inter = { name: '@fontsource/inter', version: '5.3.0', licence: 'OFL-1.1', text: 'SIL' }
const english = { name: 'dictionary-en', version: '4.0.0', licence: '(MIT AND BSD)', text: '' }
const electron = {
  name: 'Electron',
  version: '45.4.1',
  licence: 'MIT',
  purl: 'pkg:github/electron/electron@v45.4.1',
}

test('the list of components follows CycloneDX 1.6', () => {
  const sbom = JSON.parse(writeSbom([react, inter, english], [electron]))
  expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' })
  const refs = sbom.components.map((component: { 'bom-ref': string }) => component['bom-ref'])
  expect(refs).toEqual([
    electron.purl,
    `pkg:npm/react@${version}`,
    'pkg:npm/%40fontsource/inter@5.3.0',
    'pkg:npm/dictionary-en@4.0.0',
  ])
  expect(sbom.dependencies).toEqual([{ ref: sbom.metadata.component['bom-ref'], dependsOn: refs }])
  expect(sbom.components[1]).toMatchObject({
    type: 'library',
    licenses: [{ license: { id: 'MIT' } }],
    hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
  })
  expect(sbom.components[3].licenses).toEqual([{ expression: '(MIT AND BSD)' }])
})

test('the same components give the same list', () => {
  expect(writeSbom([react], [electron])).toBe(writeSbom([react], [electron]))
})

test('the text file contains every licence', () => {
  const notices = writeNotices([react, inter])
  expect(notices).toContain(`react ${version} (MIT)\n\nPermission is hereby granted`)
  expect(notices).toContain('@fontsource/inter 5.3.0 (OFL-1.1)')
})
