/**
 * A profile without write permission, such as on a protected stick: the notebook can be read, and the window says that it cannot be
 * changed.
 */
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { getEditor, goTo } from './lib/window.ts'

test('a write-protected profile can be read, says so, and refuses text that it could not save', async () => {
  const folder = await createTemporaryFolder()
  const profile = join(folder, 'profile')
  mkdirSync(profile)
  await writeSampleNotes(profile)
  protect(profile)
  const before = readdirSync(profile)
  const { application, page } = await start({
    profile,
    createStarter: (executable) => respectPermissions(folder, executable),
  })
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Two kinds of request to keep apart').waitFor()

  await page.getByRole('button', { name: 'Star Workshop 8' }).first().click()
  await page.getByText('The star was not saved. The folder or disk cannot be written to.').waitFor()
  await getEditor(page).getByText('Opening.').click()
  await page.keyboard.type('Lost? ')
  await page.locator('footer [data-kind="failed"]', { hasText: 'Not saved: The folder or disk' }).waitFor()

  await goTo(page, '/settings')
  await page.getByText('This folder cannot be written to: you can read, but nothing new is saved.').waitFor()

  // Text that exists only in the window keeps it open until it was copied.
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Your latest text is not saved' })
  await dialog.getByRole('button', { name: 'Copy the text' }).click()
  const ended = new Promise((resolve) => application.process().once('exit', resolve))
  const close = dialog.getByRole('button', { name: 'Close without saving' })
  // The window may close before Playwright has finished the click.
  void close.click().catch(() => null)
  await ended
  expect(readdirSync(profile)).toEqual(before)
})

function protect(folder: string): void {
  for (const file of readdirSync(folder, { withFileTypes: true })) {
    if (file.isFile()) chmodSync(join(folder, file.name), 0o444)
  }
  chmodSync(folder, 0o555)
  onTestFinished(() => chmodSync(folder, 0o755))
}

/** Root can write regardless of permissions unless it drops that capability (capabilities(7)), so root gets a wrapper that drops it. */
function respectPermissions(folder: string, executable: string): string {
  if (process.getuid?.() !== 0) return executable
  const script = join(folder, 'start')
  const command = 'exec setpriv --bounding-set=-dac_override,-dac_read_search'
  writeFileSync(script, `#!/bin/sh\n${command} '${executable}' "$@"\n`, { mode: 0o755 })
  return script
}
