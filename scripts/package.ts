import type { CliOptions } from 'electron-builder'
import { buildStale } from './build-parts.ts'
import { root } from './lib/paths.ts'
import { command, say } from './lib/say.ts'
import { prepareRuntime } from './prepare.ts'
import { configurationFor } from './runtime/packaging.ts'

/*
 * npm run package                   builds the app as a folder below release/, for this machine
 * npm run package -- --installers   builds AppImage, deb and others from electron-builder.yml; downloads helpers
 * npm run package -- --fallback-runtime   for tests: allows the older Electron from the registry
 */
await command(async () => {
  const runtime = await prepareRuntime()
  await buildStale()
  const { build } = await import('electron-builder')
  const options: CliOptions = {
    projectDir: root,
    config: {
      extends: 'electron-builder.yml',
      ...configurationFor(runtime, process.argv.includes('--fallback-runtime')),
    },
    ...(process.argv.includes('--installers') ? {} : { dir: true }),
    publish: 'never',
  }
  await build(options)
  say(`packaged with Electron ${runtime.version} in release/`)
  return 0
})
