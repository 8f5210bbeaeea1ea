/** Writes the list of components in CycloneDX 1.6 (ECMA-424). It has no date and no random number, so the same app gives the same list. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ThirdParty } from '../core/third-party.ts'
import packageJson from '../package.json' with { type: 'json' }
import { root } from './lib/paths.ts'

/** A component that is not an npm package, such as Chromium. */
export type RuntimeComponent = { name: string; version: string; licence: string; purl: string }

export function writeSbom(
  thirdParties: readonly ThirdParty[],
  runtimes: readonly RuntimeComponent[] = [],
): string {
  const { name, version, license } = packageJson
  const app = `pkg:npm/${name}@${version}`
  const hashes = readHashes()
  const components = [
    ...runtimes.map((runtime) => ({
      type: 'framework',
      'bom-ref': runtime.purl,
      name: runtime.name,
      version: runtime.version,
      licenses: [describeLicence(runtime.licence)],
      purl: runtime.purl,
    })),
    ...thirdParties.map((thirdParty) => {
      const purl = `pkg:npm/${thirdParty.name.replace('@', '%40')}@${thirdParty.version}`
      const hash = hashes.get(thirdParty.name)
      return {
        type: 'library',
        'bom-ref': purl,
        name: thirdParty.name,
        version: thirdParty.version,
        ...(hash === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: hash }] }),
        licenses: [describeLicence(thirdParty.licence)],
        purl,
      }
    }),
  ]
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': app,
        name,
        version,
        licenses: [describeLicence(license)],
        purl: app,
      },
    },
    components,
    dependencies: [{ ref: app, dependsOn: components.map(({ purl }) => purl) }],
  }
  return `${JSON.stringify(bom, null, 2)}\n`
}

/** Identifiers of the SPDX list that occur here; the schema accepts no others as `id`. */
const SPDX = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
]

function describeLicence(licence: string): object {
  if (SPDX.includes(licence)) return { license: { id: licence } }
  return /\b(?:AND|OR)\b/.test(licence) ? { expression: licence } : { license: { name: licence } }
}

/** Reads from the lock file the hashes of the packages directly in node_modules. */
function readHashes(): Map<string, string> {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string }>
  }
  const hashes = new Map<string, string>()
  for (const [path, { integrity }] of Object.entries(lock.packages)) {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? []
    const [, base64] = /^sha512-(.+)$/.exec(integrity ?? '') ?? []
    if (name && base64) hashes.set(name, Buffer.from(base64, 'base64').toString('hex'))
  }
  return hashes
}
