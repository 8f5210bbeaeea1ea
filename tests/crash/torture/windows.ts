/** Rows that need the window; each starts the app once. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launch } from '../../e2e/lib/app.ts'
import { getStoreProcessId, killTree } from '../../e2e/lib/processes.ts'
import { readNotesFromDisk } from '../../e2e/lib/read-notes.ts'
import { getEditor, goTo, waitUntilSaved } from '../../e2e/lib/window.ts'
import { createFolder } from './notebook.ts'
import type { Outcome, Row } from './outcome.ts'

function countSaved(profile: string, texts: readonly string[]): number {
  const notes = readNotesFromDisk(profile)
  return texts.filter((text) => notes.includes(text)).length
}

function createOutcome(
  profile: string,
  acknowledged: readonly string[],
  isReported: boolean | null,
): Outcome {
  const recoverable = countSaved(profile, acknowledged)
  const lost = acknowledged.filter((text) => countSaved(profile, [text]) === 0)
  return {
    acknowledged: acknowledged.length,
    recoverable,
    isReported,
    lost,
    unreported: isReported === false ? ['the app reported nothing'] : [],
  }
}

async function openNote(page: Page, session: string): Promise<void> {
  await goTo(page, `/agenda/${session}`)
  await getEditor(page).click({ timeout: 20_000 })
}

/** Closing reports unsaved text, and the app closes once the store answers again. */
async function hangStore(): Promise<Outcome> {
  const profile = createFolder()
  const { application, page, pid } = await launch({ profile })
  try {
    await openNote(page, 'workshop-8')
    await page.keyboard.type('Saved at first. ')
    await waitUntilSaved(page)
    const store = await getStoreProcessId(application)
    process.kill(store, 'SIGSTOP')
    await page.keyboard.type('Typed while it hung.')
    const ended = new Promise((resolve) => application.process().once('exit', resolve))
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    const warning = page.getByRole('alertdialog', { name: 'Your latest text is not saved' })
    const isReported = await isShown(warning)
    process.kill(store, 'SIGCONT')
    await ended
    return createOutcome(profile, ['Saved at first.', 'Typed while it hung.'], isReported)
  } finally {
    await killTree(pid)
  }
}

async function isShown(place: ReturnType<Page['locator']>): Promise<boolean> {
  return place.waitFor({ timeout: 20_000 }).then(
    () => true,
    () => false,
  )
}

const hostilePlace = { bounds: { x: 2 ** 52, y: -(2 ** 52), width: 2 ** 31, height: 0 }, maximised: false }
const hostileShell = {
  place: hostilePlace,
  notePlace: hostilePlace,
  theme: { toString: 1 },
  language: '../../x',
  noteOnTop: [],
}
const hostilePreferences = {
  route: 7,
  theme: [],
  language: '__proto__',
  conference: {},
  listWidths: null,
  agendaFilters: { 'octopus-2016': { days: 7, rooms: 'x' } },
  keptConflicts: 7,
  dismissedReminders: [null],
  agendaView: {},
  agendaGrouping: 7,
}
const hostileStorage: Record<string, string>[] = [
  { preferences: JSON.stringify(hostilePreferences), programme: '{"code":7}' },
  { preferences: 'null', programme: 'null' },
  { preferences: '[[[', programme: '[' },
]

/** The notebook opens and saves notes, whatever the settings files of the main process and the interface contain. */
async function plantHostileState(): Promise<Outcome> {
  const profile = createFolder()
  writeFileSync(join(profile, 'shell.json'), JSON.stringify(hostileShell))
  const { page, pid } = await launch({ profile })
  const texts: string[] = []
  try {
    for (const [index, entries] of [{}, ...hostileStorage].entries()) {
      await page.evaluate((values) => {
        for (const [key, value] of Object.entries(values)) localStorage.setItem(key, value)
        location.hash = ''
      }, entries)
      await page.reload()
      await openNote(page, 'workshop-9')
      const text = `Typed in round ${index}.`
      await page.keyboard.press('ControlOrMeta+End')
      await page.keyboard.type(`${text} `)
      await waitUntilSaved(page)
      texts.push(text)
    }
  } finally {
    await killTree(pid)
  }
  return createOutcome(profile, texts, null)
}

export const windowRows: Row[] = [
  // Windows has no signal that suspends a process.
  ...(process.platform === 'win32' ? [] : [{ name: 'stuck store', run: hangStore }]),
  { name: 'hostile shell.json and localStorage', run: plantHostileState },
]
