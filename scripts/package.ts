import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CliOptions, Configuration } from 'electron-builder'
import { buildStale } from './build-parts.ts'
import { root } from './lib/paths.ts'
import { command, say } from './lib/say.ts'
import { prepareRuntime, type Runtime } from './prepare.ts'
import { launcherFolder } from './runtime/registry-only.ts'

/*
 * npm run package                   the app as a folder below release/, for this machine
 * npm run package -- --installers   AppImage, deb, … as electron-builder.yml lists them; fetches helpers
 */
await command(async () => {
  const runtime = await prepareRuntime()
  await buildStale()
  const { build } = await import('electron-builder')
  const options: CliOptions = {
    projectDir: root,
    config: { extends: 'electron-builder.yml', ...configurationFor(runtime) },
    ...(process.argv.includes('--installers') ? {} : { dir: true }),
    publish: 'never',
  }
  await build(options)
  say(`packaged with Electron ${runtime.version} in release/`)
  return 0
})

/** The official Electron is found by electron-builder itself, in the cache of the same download. */
function configurationFor({ kind, version, executable }: Runtime): Configuration {
  if (kind === 'official') return {}
  return {
    electronVersion: version,
    electronDist: dirname(executable),
    // The launcher that lets this runtime load a checkout is no part of what is shipped.
    afterExtract: ({ appOutDir }: { appOutDir: string }) =>
      rm(join(appOutDir, launcherFolder), { recursive: true, force: true }),
  }
}
