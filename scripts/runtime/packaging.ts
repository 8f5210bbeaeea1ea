import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Configuration } from 'electron-builder'
import { UserError } from '../lib/script-output.ts'
import type { Runtime } from '../lib/start-app.ts'
import { launcherFolder } from './registry-only.ts'

/**
 * The settings of electron-builder for this runtime. It finds the official Electron itself, in the download's cache.
 * @throws UserError for the older Electron from the registry, unless `mayFallBack`
 */
export function createConfiguration(
  { kind, version, executable }: Omit<Runtime, 'flags'>,
  mayFallBack: boolean,
): Configuration {
  if (kind === 'official') return {}
  if (!mayFallBack) {
    throw new UserError(
      [
        `not packaged: the official Electron cannot be downloaded here, and Electron ${version} from the package registry gets no security fixes.`,
        'Run `npm run package` where the download works. To test the package only: npm run package -- --fallback-runtime',
      ].join('\n'),
    )
  }
  return {
    electronVersion: version,
    electronDist: dirname(executable),
    // Removes the launcher with which this runtime loads a checkout.
    afterExtract: ({ appOutDir }: { appOutDir: string }) =>
      rm(join(appOutDir, launcherFolder), { recursive: true, force: true }),
  }
}
