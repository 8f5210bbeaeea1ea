import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Plugin } from 'vite'

/** The file in each built part that lists the packages in it, as `name@version`. */
export const packageListFile = 'packages.json'

/** Writes the list of packages from which the bundle contains code, styles or files. `folder`: the folder of the list in the output. */
export function createPackageListPlugin(folder = '.'): Plugin {
  return {
    name: 'list-packages',
    generateBundle() {
      const found = new Set([...this.getModuleIds()].flatMap((id) => findPackage(id) ?? []))
      const packages = [...found].map((path) => {
        const { name, version } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
        return `${name}@${version}`
      })
      this.emitFile({
        type: 'asset',
        fileName: posix.join(folder, packageListFile),
        source: `${JSON.stringify([...new Set(packages)].sort(), null, 2)}\n`,
      })
    },
  }
}

/** @returns the folder of the package in node_modules that contains the module, or null */
export function findPackage(id: string): string | null {
  const [path = ''] = id.replace(/^\0+/, '').replaceAll('\\', '/').split('?')
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? []
  if (folder === undefined || folder.includes('/.')) return null
  return existsSync(join(folder, 'package.json')) ? folder : null
}
