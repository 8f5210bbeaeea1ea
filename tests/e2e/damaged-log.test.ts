/** A damaged write-ahead log of the last run: the window reports it, and the notes are there. */
import { randomUUID } from 'node:crypto'
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ConferenceSlug, NoteId } from '../../db/model.ts'
import { openStore } from '../../db/open-store.ts'
import { root } from '../../scripts/lib/paths.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { getEditor, goTo } from './lib/window.ts'

const octopus = ConferenceSlug.parse('octopus-2016')

/** A profile as a killed process leaves it, with two notes in the log only. */
async function createCrashedProfile(): Promise<{ profile: string; log: string }> {
  const source = await createTemporaryFolder()
  await writeSampleNotes(source)
  const store = openStore({ folder: source, resources: root })
  onTestFinished(() => store.close())
  for (const [session, markdown] of Object.entries({
    'workshop-8': 'From the log.',
    'workshop-7': 'The last.',
  })) {
    const id = NoteId.parse(randomUUID())
    const note = { id, conference: octopus, session, keyMessage: null, markdown, baseRevision: 0 }
    expect(store.call('notes.save', note).ok).toBe(true)
  }
  const profile = await createTemporaryFolder()
  for (const end of ['', '-wal'])
    await copyFile(join(source, `rapporteur.db${end}`), join(profile, `rapporteur.db${end}`))
  return { profile, log: join(profile, 'rapporteur.db-wal') }
}

test('a log without its header is moved aside, and the recovered notes are offered first', async () => {
  const { profile, log } = await createCrashedProfile()
  const bytes = await readFile(log)
  bytes.fill(0, 0, 32)
  await writeFile(log, bytes)
  const { page } = await start({ profile })
  await page.getByText('The log with your last changes is damaged').waitFor()
  await page.getByText('The first one was made from the undamaged parts').waitFor()
  await page.getByText('Rescued from the file that was set aside').waitFor()
  await page.getByRole('button', { name: 'Restore this backup' }).first().click()
  await page.getByRole('button', { name: /^Search sessions/ }).waitFor()
  await goTo(page, '/agenda/workshop-8')
  await getEditor(page).getByText('From the log.').waitFor()
})

test('a truncated last change is reported at the start and in the settings', async () => {
  const { profile, log } = await createCrashedProfile()
  const bytes = await readFile(log)
  bytes.fill(0xa5, bytes.length - 200)
  await writeFile(log, bytes)
  const { page } = await start({ profile })
  const notice = page.getByText('Your last changes may be missing')
  await notice.waitFor()
  await goTo(page, '/settings')
  await expect.poll(() => notice.count()).toBe(2)
  expect(await readdir(join(profile, 'damaged'), { recursive: true })).toContainEqual(
    expect.stringMatching(/rapporteur\.db-wal$/),
  )
})
