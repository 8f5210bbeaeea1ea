// The floor: the least that an Electron window can be. One page with one line of text.
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, webPreferences: { sandbox: true } })
  window.loadFile('index.html')
})
