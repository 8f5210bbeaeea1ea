/** Conference packs in the window: signer, floor plan, documents, and another key. */
import { existsSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ElectronApplication, Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { endorseKey, getPublicKey } from '../../db/packs/keys.ts'
import type { PackSource } from '../../db/packs/write-pack.ts'
import { bundle, getBytes } from '../../db/testing/bundles.ts'
import { createSources, organiserKey, pack, packWithPlan, strangerKey, svg } from '../../db/testing/packs.ts'
import { createPng } from '../../db/testing/pictures.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle, importFile } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { answerOpenDialog, answerSaveDialog, expectNoRequests, goTo, setTheme } from './lib/window.ts'

const openNotebook = shareApp()

/** Records paths that would open in the system's viewer. */
async function recordOpenedPaths(application: ElectronApplication): Promise<() => Promise<string[]>> {
  await application.evaluate(({ shell }) => {
    const paths: string[] = []
    Reflect.set(globalThis, 'openedPaths', paths)
    shell.openPath = (path) => {
      paths.push(path)
      return Promise.resolve('')
    }
  })
  return () => application.evaluate(() => Reflect.get(globalThis, 'openedPaths') as string[])
}

test('the key of an unchanged pack can be remembered, and so can a new key once it is trusted', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, bundle())
  const { application, page } = await openNotebook(profile)
  const dialog = page.getByRole('dialog')
  const choose = async (name: string, key = organiserKey) => {
    const path = join(profile, name)
    await writeFile(
      path,
      pack(() => {}, { files: [], key }),
    )
    await answerOpenDialog(application, path)
    await goTo(page, '/library')
    await page.getByRole('button', { name: 'Import a conference…' }).click()
  }
  const remember = dialog.getByRole('button', { name: 'Remember the key' })
  await choose('one.rapporteur-pack')
  await dialog.getByText(/^The programme is unchanged\. You can only remember the key/).waitFor()
  expect(await findViolations(page)).toEqual([])
  await remember.click()
  await page
    .getByText('Testing Days: the key of Testing Office is remembered; nothing else changed.')
    .waitFor()

  await choose('one.rapporteur-pack')
  await dialog.getByText('The programme here is the same: nothing changes.').waitFor()
  expect(await remember.count()).toBe(0)
  await page.keyboard.press('Escape')

  await choose('two.rapporteur-pack', strangerKey)
  await dialog.getByText('I have asked the organiser: the new key is right').waitFor()
  expect(await remember.isDisabled()).toBe(true)
  await dialog.getByText('I have asked the organiser: the new key is right').click()
  await remember.click()
  await page
    .getByText('Testing Days: the key of Testing Office is remembered; nothing else changed.')
    .waitFor()

  // An unsigned file.
  const plain = join(profile, 'plain.json')
  await writeFile(plain, getBytes(bundle((b) => Object.assign(b.conference, { revision: 2, title: 'Days' }))))
  await answerOpenDialog(application, plain)
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  await dialog
    .getByRole('alert')
    .getByText(/^Not signed, but this conference came as a pack signed by Testing Office/)
    .waitFor()
  const update = dialog.getByRole('button', { name: 'Update' })
  expect(await update.isDisabled()).toBe(true)
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page)).toEqual([])
  }
  await dialog.getByText('I have asked the organiser: this file is theirs').click()
  await update.click()
  await page.getByText(/^Days: 2 sessions\./).waitFor()
})

test('floor plans from other programs are shown; for one that cannot be shown, a message and a button to save it appear', async () => {
  const profile = await createTemporaryFolder()
  const torn = createPng(4, 3).subarray(0, 40)
  const drawing = new TextDecoder().decode(svg)
  const doctype =
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
  const plans = {
    'LibreOffice.svg': getBytes(`<?xml version="1.0" encoding="UTF-8"?>\n${doctype}\n${drawing}`),
    'UTF-16.svg': Uint8Array.from(
      Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${drawing}`, 'utf16le'),
    ),
    'Prefixed.svg': getBytes(drawing.replace('xmlns=', 'xmlns:s=').replaceAll(/<(\/?)/g, '<$1s:')),
  }
  const path = join(profile, 'plans.rapporteur-pack')
  const files = Object.entries(plans).map(
    ([fileName, bytes]): PackSource => ({
      role: 'floor-plan',
      title: fileName,
      fileName,
      bytes,
      rooms: [],
      sessions: [],
    }),
  )
  const content = pack(() => {}, { files })
  await writeFile(path, content)
  await importFile(profile, path)
  const { application, page } = await openNotebook(profile)
  await goTo(page, '/documents')
  for (const title of Object.keys(plans)) {
    await page.getByRole('button', { name: `Open ${title}` }).click()
    const picture = page.getByRole('img', { name: title })
    await expect
      .poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth), { message: title })
      .toBe(400)
    await goTo(page, '/documents')
  }

  const second = pack(({ conference }) => Object.assign(conference, { revision: 2 }))
  await writeFile(path, packWithPlan('floor-plans/level-1.png', torn, undefined, second))
  await answerOpenDialog(application, path)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('I have asked the organiser: the new key is right').click()
  await dialog.getByRole('button', { name: 'Update' }).click()
  await goTo(page, '/documents')
  await page.getByRole('button', { name: 'Open Level 1' }).click()
  await page.getByText('This computer cannot show Level 1').waitFor()
  expect(await page.getByRole('img', { name: 'Level 1' }).count()).toBe(0)
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page)).toEqual([])
  }
  const saved = join(profile, 'plan.png')
  await answerSaveDialog(application, saved)
  await page.getByRole('button', { name: 'Save Level 1…' }).click()
  await page.getByText('plan.png').first().waitFor()
  expect(await readFile(saved)).toEqual(Buffer.from(torn))
  await expectNoRequests(application)
})

test('a room on two floor plans offers both by title', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await openNotebook(profile)
  const path = join(profile, 'plans.rapporteur-pack')
  const [level] = createSources()
  const site = { ...level, title: 'Site', fileName: 'site.svg' } as PackSource
  await writeFile(
    path,
    pack(() => {}, { files: [...createSources(), site] }),
  )
  await answerOpenDialog(application, path)
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  for (const title of ['Level 1', 'Site']) {
    await goTo(page, '/agenda/opening')
    const link = page.getByRole('link', { name: `Floor plan: Hall · ${title}` })
    expect(await link.textContent()).toBe(title)
    expect(await findViolations(page)).toEqual([])
    await link.click()
    await page.getByRole('img', { name: title }).waitFor()
  }
})

test('a pack is imported; its plan is shown and its document opened and saved; an update with another key needs confirmation', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  const dialog = page.getByRole('dialog')
  const choose = async (name: string, bytes: Uint8Array) => {
    await writeFile(join(profile, name), bytes)
    await answerOpenDialog(application, join(profile, name))
    await goTo(page, '/library')
    await page.getByRole('button', { name: 'Import a conference…' }).click()
  }
  await choose('one.rapporteur-pack', pack())
  await dialog
    .getByText('Signed by Testing Office. This is the first pack of this conference here.')
    .waitFor()
  await dialog
    .getByText(
      /^2 sessions · 1 room · 1 speaker · 1 key message · 1 organisation · 1 floor plan · 1 document$/,
    )
    .waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()

  await page.getByRole('link', { name: 'Documents' }).click()
  const plans = page.getByRole('list', { name: 'Floor plans' })
  await plans.getByText('Hall · SVG').waitFor()
  expect(await findViolations(page)).toEqual([])
  const opened = await recordOpenedPaths(application)
  await page.getByRole('button', { name: 'Open Draft conclusions' }).click()
  await expect.poll(async () => (await opened())[0] ?? '').toMatch(/Draft conclusions\.pdf$/)
  const [copy = ''] = await opened()
  expect((await readFile(copy, 'latin1')).slice(0, 5)).toBe('%PDF-')
  // The path is new and read-only, so that no other program can have put a file there.
  expect(dirname(dirname(copy))).toBe(join(profile, 'opened'))
  if (process.platform !== 'win32') expect((await stat(copy)).mode & 0o777).toBe(0o400)
  const saved = join(profile, 'plan.svg')
  await answerSaveDialog(application, saved)
  await page.getByRole('button', { name: 'Save Level 1…' }).click()
  await page.getByText('plan.svg').first().waitFor()
  expect(await readFile(saved)).toEqual(Buffer.from(svg))

  // The link of the session opens the plan that shows its room.
  await goTo(page, '/agenda/opening')
  await page.getByRole('link', { name: 'Floor plan: Hall' }).click()
  const picture = page.getByRole('img', { name: 'Level 1' })
  await expect
    .poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0)
  const getHeight = async () => (await picture.boundingBox())?.height ?? 0
  // The plan first fits in the window, and can be shown at full size.
  expect(await getHeight()).toBeLessThan(800)
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page)).toEqual([])
  }
  await page.getByRole('radio', { name: 'Full size' }).click()
  expect(await getHeight()).toBe(300)

  // The room's name opens the plan from above the grid, from the preview and from Now, by keyboard too.
  const toPlan = async (place: Locator) => {
    await place.getByRole('link', { name: 'Floor plan: Hall' }).first().focus()
    await page.keyboard.press('Enter')
    await picture.waitFor()
  }
  await goTo(page, '/agenda/opening')
  await page.getByRole('radio', { name: 'Grid' }).click()
  await page.getByRole('list', { name: 'Rooms' }).waitFor()
  expect(await findViolations(page)).toEqual([])
  await toPlan(page.getByRole('list', { name: 'Rooms' }))
  await goTo(page, '/agenda/opening')
  await toPlan(page.getByRole('complementary').filter({ hasText: 'Open notes' }))
  await goTo(page, '/now')
  await toPlan(page.getByRole('main'))
  expect(await findViolations(page)).toEqual([])

  const newer = pack(
    (bundle) => Object.assign(bundle.conference, { revision: 2, title: 'Testing Days II' }),
    {
      key: strangerKey,
    },
  )
  await choose('two.rapporteur-pack', newer)
  await dialog
    .getByRole('alert')
    .getByText(/with a different key/)
    .waitFor()
  expect(await findViolations(page)).toEqual([])
  expect(await dialog.getByRole('button', { name: 'Update' }).isDisabled()).toBe(true)
  // Importing the pack as a new conference also needs confirmation, since the signer is unknown.
  await dialog.getByText('A separate conference').click()
  expect(await dialog.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
  await dialog.getByRole('alert').waitFor()
  await dialog.getByText(/^A newer programme/).click()
  await dialog.getByText('I have asked the organiser: the new key is right').click()
  await dialog.getByRole('button', { name: 'Update' }).click()
  await page
    .getByText('Testing Days II: 2 sessions. No session changes. New or changed: 1 detail of the conference.')
    .waitFor()

  // An older pack is recognised, and the dialog offers no update.
  await choose(
    'one.rapporteur-pack',
    pack(() => {}, { key: strangerKey }),
  )
  await dialog.getByRole('radio', { name: /^An older programme of Testing Days II/ }).waitFor()
  await dialog
    .getByText('The programme here is newer (version 2; the file is version 1): nothing changes.')
    .waitFor()
  expect(await dialog.getByRole('button', { name: 'Update' }).count()).toBe(0)
  await page.keyboard.press('Escape')

  // If only documents change, the preview, the result and the history name them.
  const sources = createSources()
  const documents = [...sources.slice(0, 1), { ...sources[1], bytes: getBytes('%PDF-1.7 final\n%%EOF') }]
  const third = pack(
    (bundle) => Object.assign(bundle.conference, { revision: 3, title: 'Testing Days II' }),
    { key: strangerKey, files: documents as PackSource[] },
  )
  await choose('three.rapporteur-pack', third)
  await dialog.getByText('Draft conclusions').waitFor()
  await dialog.getByRole('button', { name: 'Update' }).click()
  await page
    .getByText('Testing Days II: 2 sessions. No session changes. New or changed: “Draft conclusions”.')
    .waitFor()
  await page.getByRole('button', { name: 'Updates of Testing Days II' }).click()
  await dialog.getByText('No session changes. New or changed: “Draft conclusions”', { exact: true }).waitFor()
  await expectNoRequests(application)
  await application.close()
  expect(existsSync(join(profile, 'opened'))).toBe(false)
})

test('the preview recognises a new key that the known one endorses, and a different pack with the same version', async () => {
  const profile = await createTemporaryFolder()
  const path = join(profile, 'testing.rapporteur-pack')
  await writeFile(path, pack())
  await importFile(profile, path)
  const { application, page } = await openNotebook(profile)
  const dialog = page.getByRole('dialog')
  const choose = async (bytes: Uint8Array) => {
    await writeFile(path, bytes)
    await answerOpenDialog(application, path)
    await goTo(page, '/library')
    await page.getByRole('button', { name: 'Import a conference…' }).click()
  }
  const second = (title: string) =>
    pack(
      ({ conference, sessions }) => {
        Object.assign(conference, { revision: 2 })
        Object.assign(sessions[0] ?? {}, { title })
      },
      { key: strangerKey, endorsement: endorseKey(organiserKey, getPublicKey(strangerKey)) },
    )
  await choose(second('First session'))
  await dialog
    .getByText(
      'Signed by Testing Office with a new key. The key that you know vouches for the new one, which replaces it.',
    )
    .waitFor()
  await dialog.getByText(/^Fingerprint before /).waitFor()
  await dialog.getByRole('button', { name: 'Update' }).click()
  await page.getByText(/^Testing Days: 2 sessions\. New 0, changed 1, cancelled 0\./).waitFor()

  await choose(second('Very first session'))
  await dialog.getByText('Signed by Testing Office, with the same key as before.').waitFor()
  await dialog
    .getByRole('radio', { name: /^Another programme of Testing Days with the same version/ })
    .waitFor()
  await dialog
    .getByText(/^This pack has the same version \(2\) as the one that is here, but other contents/)
    .waitFor()
  expect(await dialog.getByRole('button', { name: 'Update' }).count()).toBe(0)
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
})
