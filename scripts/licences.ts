/** Collects names, versions and licences of the third-party packages in the app, for About, the packages and their SBOM. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ThirdParty } from '../core/third-party.ts'
import packageJson from '../package.json' with { type: 'json' }
import { packageListFile } from './lib/list-packages.ts'
import { root } from './lib/paths.ts'

/** @returns the packages in these built parts, and those that the app loads from node_modules, sorted by name */
export function collectThirdParties(...parts: string[]): ThirdParty[] {
  const bundled = parts.flatMap((part) =>
    (JSON.parse(readFileSync(join(root, part, packageListFile), 'utf8')) as string[]).map((nameAndVersion) =>
      nameAndVersion.slice(0, nameAndVersion.lastIndexOf('@')),
    ),
  )
  const names = new Set([...bundled, ...Object.keys(packageJson.dependencies)])
  return [...names].sort().map(readPackage)
}

function readPackage(name: string): ThirdParty {
  const folder = join(root, 'node_modules', name)
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
  if (typeof license !== 'string') throw new Error(`${name} does not name its licence`)
  return { name, version, licence: license, text: texts.join('\n\n') }
}

/** @returns all licences as one text file */
export function writeNotices(thirdParties: readonly ThirdParty[]): string {
  return thirdParties
    .map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`)
}
