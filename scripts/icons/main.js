// Draws assets/icons/icon.svg (first argument after the folder) as PNG files: node scripts/icons.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { app, BrowserWindow } from 'electron'

const [svgFile, ...targets] = process.argv.slice(process.argv.indexOf('--') + 1)
app.disableHardwareAcceleration()
// Between two sizes there is no open window, and by default the app would then end.
app.on('window-all-closed', () => {})
app.commandLine.appendSwitch('force-device-scale-factor', '1')

app.whenReady().then(async () => {
  const svg = readFileSync(svgFile, 'utf8')
  for (const target of targets) {
    const size = Number(/(\d+)\.png$/.exec(target)?.[1])
    const window = new BrowserWindow({
      width: size,
      height: size,
      show: false,
      frame: false,
      transparent: true,
      webPreferences: { offscreen: true },
    })
    const page = `<style>html,body{margin:0;overflow:hidden}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`)
    const picture = await window.webContents.capturePage({ x: 0, y: 0, width: size, height: size })
    writeFileSync(target, picture.toPNG())
    window.destroy()
  }
  app.exit(0)
})
