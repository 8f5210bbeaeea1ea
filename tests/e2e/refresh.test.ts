/** A programme from an address: nothing is sent before the delegate agrees; after that, each press sends one request. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { expect, test } from 'vitest'
import { pack } from '../../db/testing/packs.ts'
import { makeCertificate } from '../../net/testing/certificate.ts'
import { serve } from '../../net/testing/server.ts'
import { findViolations } from './lib/axe.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { expectNoRequests, goTo } from './lib/window.ts'

/** Answers main's questions with this button. @returns a function that lists the questions */
async function answerWith(application: ElectronApplication, button: number) {
  await application.evaluate(({ dialog }, response) => {
    const asked: string[] = []
    Reflect.set(globalThis, 'asked', asked)
    dialog.showMessageBox = ((_window: unknown, { message }: { message: string }) => {
      asked.push(message)
      return Promise.resolve({ response, checkboxChecked: false })
    }) as unknown as typeof dialog.showMessageBox
  }, button)
  return () => application.evaluate(() => Reflect.get(globalThis, 'asked') as string[])
}

test('the delegate agrees to an address, imports from it, and refreshes with one request for each press', async () => {
  const profile = await createTemporaryFolder()
  const certificate = makeCertificate()
  const trusted = join(profile, 'test.pem')
  await writeFile(trusted, certificate.cert)
  let revision = 1
  const { address, requests } = await serve(({ headers }, response) => {
    const etag = `"${revision}"`
    if (headers['if-none-match'] === etag) return void response.writeHead(304).end()
    const title = revision === 1 ? 'Opening' : 'Opening session'
    const bytes = pack(({ conference, sessions }) => {
      conference.revision = revision
      Object.assign(sessions[0] ?? {}, { title })
    })
    response.setHeader('ETag', etag).end(bytes)
  }, certificate)
  const { host } = new URL(address)
  const { application, page } = await start({ profile, env: { NODE_EXTRA_CA_CERTS: trusted } })
  const dialog = page.getByRole('dialog')
  const status = page.getByRole('contentinfo')
  await goTo(page, '/library')
  await status.getByText('Offline', { exact: true }).waitFor()

  let asked = await answerWith(application, 1)
  await page.getByRole('button', { name: 'More ways to add a conference' }).click()
  await page.getByRole('menuitem', { name: 'From an address…' }).click()
  const field = dialog.getByRole('textbox', { name: 'Address of the programme' })
  await field.fill(address.replace('https:', 'http:'))
  await field.press('Enter')
  await dialog.getByText('Type a complete address that begins with https://').waitFor()
  expect(await findViolations(page)).toEqual([])
  await field.fill(address)
  await field.press('Enter')
  await expect.poll(asked).toEqual([`Download the programme from ${host}?`])
  expect(requests).toEqual([])
  await status.getByText('Offline', { exact: true }).waitFor()

  asked = await answerWith(application, 0)
  await dialog.getByRole('button', { name: 'Get', exact: true }).click()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('Testing Days imported').waitFor()
  expect(requests).toHaveLength(1)
  await goTo(page, '/library')
  await status.getByText(`Offline, last contacted ${host} at `).waitFor()
  const refresh = page.getByRole('button', { name: `Refresh Testing Days from ${host}` })
  await refresh.click()
  await page.getByText(`Testing Days is up to date: ${host} has no newer programme.`).waitFor()
  expect(await findViolations(page)).toEqual([])

  revision = 2
  await refresh.click()
  await dialog.getByText('Opening session').first().waitFor()
  await dialog.getByRole('button', { name: 'Update' }).click()
  await page.getByText(/^Testing Days: 2 sessions\./).waitFor()
  expect(requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"1"', '"1"'])
  // The address is asked about only once, and the window itself has sent nothing.
  expect(await asked()).toHaveLength(1)
  await expectNoRequests(application)
})

test('a download that was cancelled opens no dialog when it ends', async () => {
  const profile = await createTemporaryFolder()
  const certificate = makeCertificate()
  const trusted = join(profile, 'test.pem')
  await writeFile(trusted, certificate.cert)
  const { promise: cancelled, resolve: markCancelled } = Promise.withResolvers<void>()
  const { address, requests } = await serve((_, response) => {
    void cancelled.then(() => response.end(pack()))
  }, certificate)
  const { application, page } = await start({ profile, env: { NODE_EXTRA_CA_CERTS: trusted } })
  const dialog = page.getByRole('dialog')
  await goTo(page, '/library')
  await answerWith(application, 0)
  await page.getByRole('button', { name: 'More ways to add a conference' }).click()
  await page.getByRole('menuitem', { name: 'From an address…' }).click()
  const field = dialog.getByRole('textbox', { name: 'Address of the programme' })
  await field.fill(address)
  await field.press('Enter')
  await expect.poll(() => requests.length).toBe(1)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  markCancelled()
  // The status line says when the download has ended.
  await page
    .getByRole('contentinfo')
    .getByText(/^Offline, last contacted /)
    .waitFor()
  await page.getByRole('button', { name: 'More ways to add a conference' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'From an address…' }).waitFor()
  expect(await page.getByRole('dialog', { name: 'Import a programme' }).count()).toBe(0)
})
