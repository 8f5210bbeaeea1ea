/** A delegate's day in counted actions. A key chord, a pick from a list and a click are one action each; typed text is none. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shareApp } from './lib/shared-app.ts'
import { temporaryFolder } from './lib/testing.ts'
import { answerSaveDialog, openSession } from './lib/window.ts'

const openNotebook = shareApp()

test('an appointment, a conflict, a person, a task and the report take few actions each', async () => {
  const { application, page } = await openNotebook()
  let actions = 0
  const press = async (key: string) => {
    actions += 1
    await page.keyboard.press(key)
  }
  const countActions = async (work: () => Promise<void>) => {
    actions = 0
    await work()
    return actions
  }
  const counts: Record<string, number> = {}
  for (const name of ['Star Workshop 7', 'Star Workshop 9'])
    await page.getByRole('button', { name }).first().click()
  await openSession(page, /Workshop 9/)
  const unstar = page.getByRole('button', { name: 'Unstar Workshop 7', exact: true }).first()
  await unstar.waitFor()
  counts.conflict = await countActions(async () => {
    actions += 1
    await unstar.click()
    await unstar.waitFor({ state: 'detached' })
  })

  await openSession(page, /Workshop 9/)
  const list = page.getByRole('listbox').getByRole('option')
  counts.person = await countActions(async () => {
    await page.keyboard.type('Asked by @Ana Souza')
    await list.filter({ hasText: 'Add to contacts' }).waitFor()
    await press('Enter')
    await page.getByText('Ana Souza is in your contacts now.').waitFor()
  })
  await page.keyboard.press('Enter')
  counts.task = await countActions(async () => {
    await page.keyboard.type('[] Send the list')
    await press('Control+Shift+f')
    await page.keyboard.type('Ana Souza')
    await list.filter({ hasText: 'Ana Souza' }).first().waitFor()
    await press('Enter')
    await press('Control+Shift+b')
    await page.keyboard.type('25 Nov')
    await list.first().waitFor()
    await press('Enter')
    await page.getByText('due Fri 25 Nov').waitFor()
  })
  counts.appointment = await countActions(async () => {
    await press('Control+Shift+A')
    await page.getByRole('dialog').getByLabel('In one line').waitFor()
    await page.keyboard.type('Mexico bilateral Thu 16:00–16:30 Room 204 with EUROJUST')
    await press('Enter')
    await page.getByText('“Mexico bilateral” is on your agenda.').waitFor()
  })
  const folder = await temporaryFolder()
  await answerSaveDialog(application, join(folder, 'report.docx'))
  counts.report = await countActions(async () => {
    actions += 1
    await page.getByRole('navigation', { name: 'Rapporteur' }).getByRole('link', { name: 'Export' }).click()
    await page.getByRole('region', { name: 'Preview' }).getByText('Send the list').first().waitFor()
    actions += 1
    await page.getByRole('button', { name: 'Save report…' }).click()
    await page.getByText('Saved to report.docx').waitFor()
  })
  expect(counts).toEqual({ conflict: 1, person: 1, task: 4, appointment: 2, report: 2 })
})
