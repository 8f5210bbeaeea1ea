// Replaces the official Electron's default app: `electron FOLDER` loads that folder as the application. This module waits for the module of
// the application, which registers its protocols before 'ready'. Electron emits 'ready' only after the first module has run to its end.
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (!folder) {
  process.stderr.write('usage: electron FOLDER [--user-data-dir=DIR]\n')
  app.exit(2)
} else {
  await load(resolve(folder))
}

async function load(path) {
  const file = join(path, 'package.json')
  const {
    main = 'index.js',
    name,
    productName,
    version,
    desktopName,
  } = JSON.parse(readFileSync(file, 'utf8'))
  app.setAppPath(path)
  app.setName(productName ?? name)
  app.setVersion(version)
  if (process.platform === 'linux') app.setDesktopName(desktopName ?? `${app.name}.desktop`)
  // By now, Electron has named the profile folder after this launcher, unless a folder was given.
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', join(dirname(app.getPath('userData')), app.name))
  }
  await import(pathToFileURL(join(path, main)).href)
}
