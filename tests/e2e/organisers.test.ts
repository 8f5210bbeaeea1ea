/**
 * Follows docs/organisers.md, from a new folder to an update on the delegate's screen, and checks the page for delegates.
 * RAPPORTEUR_PICTURES: the folder for the guide's pictures (npm run pictures).
 */
import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ElectronApplication } from 'playwright-core'
import { expect, test } from 'vitest'
import { pack } from '../../db/testing/packs.ts'
import { root } from '../../scripts/lib/paths.ts'
import { findViolations } from './lib/axe.ts'
import { runCli } from './lib/cli.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerOpenDialog, answerSaveDialog, goTo, waitForPreview } from './lib/window.ts'

const openNotebook = shareApp({ now: '2027-05-12T07:00:00Z' })
/** Poppler, which reads the PDF, is installed for tests on Linux only. */
const onLinux = test.runIf(process.platform === 'linux')

const pictures = join(root, process.env.RAPPORTEUR_PICTURES ?? 'dist/pictures')

/** Shows the page as a browser would, without the app's own session. */
async function openPage(application: ElectronApplication, file: string) {
  const opened = application.waitForEvent('window')
  await application.evaluate(({ BrowserWindow, session }, url) => {
    const webPreferences = { session: session.fromPartition('browser') }
    const window = new BrowserWindow({ width: 1024, height: 860, webPreferences })
    return window.loadURL(url)
  }, pathToFileURL(file).href)
  return opened
}

test('the organisers’ guide works from a new folder to an update, and its pictures are taken', async () => {
  await mkdir(pictures, { recursive: true })
  const folder = await createTemporaryFolder()
  const getPath = (name: string) => join(folder, name)
  const [packFolder, key, out] = [
    getPath('made'),
    getPath('office.key'),
    getPath('sample-conference.rapporteur-pack'),
  ]
  await runCli(['pack', 'new', packFolder])
  await runCli(['pack', 'keygen', '--out', key])
  const build = (...more: string[]) =>
    runCli(['pack', 'build', join(packFolder, 'pack.json'), '--key', key, '--out', out, ...more])
  const edit = async (name: string, change: (text: string) => string) =>
    writeFile(join(packFolder, name), change(await readFile(join(packFolder, name), 'utf8')))
  await edit('pack.json', (text) => text.replace('Name of your office', 'Conference Secretariat'))
  await build()
  await runCli(['pack', 'publish', out, getPath('site'), '--url', 'https://example.org/sample-conference/'])

  const { application, page } = await openNotebook(null, { width: 1280, height: 800 })
  await goTo(page, '/library')
  await answerSaveDialog(application, getPath('from-window'))
  await page.getByRole('button', { name: 'More ways to add a conference' }).click()
  await page.getByRole('menuitem', { name: 'New conference…' }).click()
  await page.getByText(`${getPath('from-window')} has a sample table`).waitFor()
  expect(await readdir(getPath('from-window'))).toEqual(await readdir(packFolder))
  await page.getByRole('button', { name: 'Dismiss' }).click()

  const choose = async (path: string) => {
    await answerOpenDialog(application, path)
    await goTo(page, '/library')
    await page.getByRole('button', { name: 'Import a conference…' }).click()
  }
  const dialog = page.getByRole('dialog')
  await choose(out)
  await waitForPreview(page, 'Sample Conference 2027')
  await page.screenshot({ path: join(pictures, 'organisers-preview.png') })
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('button', { name: /^Sample Conference 2027/ }).waitFor()
  await goTo(page, '/agenda')
  for (const name of ['Workshop 2: Training', 'Closing plenary']) {
    await page
      .getByRole('button', { name: `Star ${name}` })
      .first()
      .click()
  }

  await edit('programme.csv', (text) =>
    text
      .replace('2027-05-12,11:30,13:00', '2027-05-12,14:00,15:30')
      .replace('Workshop 1: Evidence', 'Workshop 1: Electronic evidence'),
  )
  await edit('pack.json', (text) => text.replace('"version": 1', '"version": 2'))
  const update = getPath('update.rapporteur-pack')
  const message = getPath('message.txt')
  await runCli(
    ['pack', 'build', join(packFolder, 'pack.json'), '--key', key, '--out', update].concat([
      '--previous',
      out,
      '--message',
      message,
    ]),
  )
  expect(await readFile(message, 'utf8')).toContain('Sample Conference 2027')
  await choose(update)
  await dialog.getByText('Also: 1 retitled', { exact: true }).waitFor()
  await page.screenshot({ path: join(pictures, 'organisers-update.png') })
  await page.keyboard.press('Escape')

  const published = await openPage(application, getPath('site/index.html'))
  await published.getByRole('heading', { level: 1, name: 'Sample Conference 2027' }).waitFor()
  for (const colorScheme of ['dark', 'light'] as const) {
    await published.emulateMedia({ colorScheme })
    expect(await findViolations(published), colorScheme).toEqual([])
  }
  await published.screenshot({ path: join(pictures, 'organisers-page.png'), fullPage: true })
  await published.close()
})

onLinux('with long names, the page for delegates prints on one sheet', async () => {
  const folder = await createTemporaryFolder()
  const file = join(
    folder,
    'eleventh-international-conference-on-cooperation-against-cybercrime-and-electronic-evidence-2027.rapporteur-pack',
  )
  const long = pack(
    ({ conference }) =>
      Object.assign(conference, {
        title:
          'Eleventh International Conference on Cooperation against Cybercrime and on Electronic Evidence, with the Plenary of the Parties to the Convention',
        venue: 'Palais de l’Europe, Hémicycle and Committee Rooms 1 to 11 of the Agora building',
        city: 'Strasbourg',
      }),
    { publisher: 'Directorate General of Human Rights and Rule of Law, Cybercrime Programme Office' },
  )
  await writeFile(file, long)
  const site = join(folder, 'site')
  const address =
    'https://conferences.example.org/2027/cooperation-against-cybercrime-and-electronic-evidence'
  await runCli(['pack', 'publish', file, site, '--url', `${address}/`, '--app', `${address}/rapporteur`])
  const { application } = await openNotebook()
  const published = await openPage(application, join(site, 'index.html'))
  await published.getByRole('heading', { level: 1 }).waitFor()
  const printed = await application.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().startsWith('file:'),
    )
    const pdf = await window?.webContents.printToPDF({ preferCSSPageSize: true })
    return pdf?.toString('base64') ?? ''
  })
  await published.close()
  const path = join(folder, 'page.pdf')
  await writeFile(path, Buffer.from(printed, 'base64'))
  const about = execFileSync('pdfinfo', [path], { encoding: 'utf8' })
  expect(about).toMatch(/^Page size: .*A4/m)
  expect(about).toMatch(/^Pages: +1$/m)
})
