import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, createServer } from 'vite'
import { processesPart } from './build-parts.ts'
import { ensureDisplay } from './display.ts'
import { root } from './lib/paths.ts'
import { printStatus, runScript } from './lib/script-output.ts'
import { stampFile } from './lib/staleness.ts'
import { type RunningApp, startApp } from './lib/start-app.ts'
import { describeRuntime, prepareRuntime } from './prepare.ts'

/*
 * npm run dev [-- FLAG…]: reloads the interface in place when its sources change, and restarts the app when the sources of the main or
 * store process do. Ends when the app is closed, or with Ctrl+C.
 */
await runScript(async () => {
  const runtime = await prepareRuntime()
  const display = await ensureDisplay()
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    server: { host: '127.0.0.1', port: 5173 },
  })
  await server.listen()
  const url = server.resolvedUrls?.local[0]
  if (!url) throw new Error('the development server has no address')
  printStatus(`developing on ${describeRuntime(runtime)}, interface at ${url}`)

  const { promise: closed, resolve: close } = Promise.withResolvers<number>()
  let app: RunningApp | undefined
  const restart = async () => {
    const oldApp = app
    app = undefined
    oldApp?.stop()
    await oldApp?.ended
    const started = startApp(runtime, process.argv.slice(2), { RAPPORTEUR_DEV_URL: url })
    app = started
    // If the app ends for another reason than a restart, everything ends.
    started.ended.then((code) => app === started && close(code), close)
  }
  const { configs, output } = processesPart
  // Remove the build stamp, since it does not describe the output of watching.
  rmSync(join(root, output, stampFile), { force: true })
  const watchers = await watch(configs, restart)

  const code = await closed
  await Promise.all([server.close(), ...watchers.map((watcher) => watcher.close())])
  display?.stop()
  return code
})

/** Rebuilds on every change and calls `onBuilt` once each configuration has an up-to-date result. */
async function watch(configs: readonly string[], onBuilt: () => Promise<void>) {
  const upToDate = new Set<string>()
  let lastCall = Promise.resolve()
  return Promise.all(
    configs.map(async (config) => {
      const watcher = await build({
        configFile: join(root, config),
        logLevel: 'warn',
        build: { watch: {} },
      })
      if (!('on' in watcher)) throw new Error(`${config} is not watched`)
      watcher.on('event', (event) => {
        if (event.code === 'START') upToDate.delete(config)
        if (event.code === 'ERROR') printStatus(event.error.message)
        if (event.code !== 'END') return
        upToDate.add(config)
        if (upToDate.size === configs.length) lastCall = lastCall.then(onBuilt)
      })
      return watcher
    }),
  )
}
