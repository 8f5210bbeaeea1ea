/** The parts of a report are chosen on the screen, saved as a preset, and remembered. */
import { expect, test } from 'vitest'
import { bundle } from '../../db/testing/bundles.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { goTo, setTheme } from './lib/window.ts'

const openNotebook = shareApp()

async function createProfileWithNotes(): Promise<string> {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  return profile
}

test('parts and order can be chosen by keyboard, and the preview updates at once', async () => {
  const { page } = await openNotebook(await createProfileWithNotes())
  await goTo(page, '/export')
  // The table of contents shows what the report contains.
  const preview = page.getByRole('document', { name: 'Preview' })
  const part = (name: string) =>
    preview
      .locator('nav a')
      .getByText(new RegExp(`^(?:\\d+\\s|Annex \\w: )?${name}$`))
      .first()
  await part('Follow-up').waitFor()
  const programme = page.getByRole('checkbox', { name: 'Programme' })
  await programme.focus()
  await page.keyboard.press('Space')
  await part('Programme').waitFor()
  await page.getByRole('checkbox', { name: 'Follow-up' }).focus()
  await page.keyboard.press('Space')
  await part('Tasks').waitFor({ state: 'detached' })
  await part('Decisions').waitFor()

  await page.getByRole('button', { name: 'Order' }).press('ArrowDown')
  await page.getByRole('option', { name: 'By key message' }).click()
  await part('Key message 5a').waitFor()
  await part('Thursday 17 November 2016').waitFor()

  await page.getByRole('checkbox', { name: 'Wed 16 Nov' }).focus()
  await page.keyboard.press('Space')
  await part('Key message 5a').waitFor({ state: 'detached' })
  await part('Key message 5b').waitFor()
  await page.getByRole('link', { name: 'Enter your name for the cover' }).waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page)).toEqual([])
  }
})

test('a preset is saved, renamed, deleted and restored; the last choice survives a restart', async () => {
  const profile = await createProfileWithNotes()
  const { application, page } = await start({ profile })
  await goTo(page, '/export')
  const preset = page.getByRole('button', { name: 'Preset' }).first()
  await expect.poll(() => preset.textContent()).toContain('Mission report')
  await preset.press('ArrowDown')
  await page.getByRole('option', { name: 'Only my notes' }).click()
  await expect.poll(() => page.getByRole('checkbox', { name: 'Cover page' }).isChecked()).toBe(false)
  await page.getByRole('checkbox', { name: 'Programme' }).press('Space')
  await expect.poll(() => preset.textContent()).toContain('Only my notes, changed')

  const more = page.getByRole('button', { name: 'Presets', exact: true })
  await more.press('Enter')
  await page.getByRole('menuitem', { name: 'Save as a preset…' }).click()
  expect(await findViolations(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Name' }).fill('For the capital')
  await page.keyboard.press('Enter')
  await expect.poll(() => preset.textContent()).toContain('For the capital')

  await more.press('Enter')
  await page.getByRole('menuitem', { name: 'Rename…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('For the ministry')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => preset.textContent()).toContain('For the ministry')

  await more.press('Enter')
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByText('For the ministry was deleted.').waitFor()
  await expect.poll(() => preset.textContent()).toContain('Your own choice')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => preset.textContent()).toContain('For the ministry')
  await page.getByText('Other formats').click()
  await page.getByRole('radio', { name: 'OpenDocument' }).press('Space')
  await application.close()

  const again = await start({ profile })
  await goTo(again.page, '/export')
  const kept = again.page.getByRole('button', { name: 'Preset' }).first()
  await expect.poll(() => kept.textContent()).toContain('For the ministry, changed')
  expect(await again.page.getByRole('checkbox', { name: 'Programme' }).isChecked()).toBe(true)
  expect(await again.page.getByRole('radio', { name: 'OpenDocument' }).isChecked()).toBe(true)
})

test('key messages and their order are offered only for a conference that has some', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(
    profile,
    bundle((b) => {
      b.keyMessages = []
    }),
  )
  const { page } = await openNotebook(profile)
  const switcher = page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/i })
  const choose = async (name: RegExp) => {
    await switcher.click()
    await page.getByRole('menuitemradio', { name }).click()
    await goTo(page, '/export')
    await page.getByRole('checkbox', { name: 'Follow-up' }).waitFor()
  }
  const messages = page.getByRole('checkbox', { name: 'Key messages' })
  const order = page.getByRole('button', { name: 'Order' })
  await choose(/^Octopus Conference/i)
  await messages.waitFor()
  await order.press('ArrowDown')
  await page.getByRole('option', { name: 'By key message' }).click()
  await choose(/^Testing Days/)
  await messages.waitFor({ state: 'detached' })
  expect(await page.getByRole('checkbox', { name: 'Also those without notes' }).count()).toBe(0)
  expect(await order.count()).toBe(0)
  await choose(/^Octopus Conference/i)
  await messages.waitFor()
  await expect.poll(() => order.textContent()).toContain('By key message')
})
