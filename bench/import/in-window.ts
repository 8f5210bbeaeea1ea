/**
 * Imports a file in the real window. Measures the time from the chosen file to its preview, from the button in the preview to the
 * conference, and the frames meanwhile.
 */
import type { ElectronApplication, Page } from 'playwright-core'
import { launch } from '../../tests/e2e/lib/app.ts'
import { killTree } from '../../tests/e2e/lib/processes.ts'

export type WindowTimes = {
  /** ms until the preview is shown */
  preview: number
  /** ms until the conference and the message about it are shown */
  applied: number
  /** ms between consecutive frames during both */
  frames: number[]
}

/** The minimum time for which a person reads a dialog. */
const READING_MS = 1_000

/**
 * `profile`: a profile in which the app was started before. `title`: the title of the conference. `readsPreview`: whether to wait as if a
 * person read the preview.
 */
export async function importInWindow(
  file: string,
  profile: string,
  title: string,
  { readsPreview }: { readsPreview: boolean },
): Promise<WindowTimes> {
  const { application, page, pid } = await launch({ profile })
  try {
    await chooseSlowly(application, file)
    await page.evaluate(() => {
      location.hash = '/library'
    })
    const choose = page.getByRole('button', { name: 'Import a conference…' })
    await choose.waitFor()
    await page.waitForTimeout(2 * READING_MS)
    const seen = watch(page, title, !readsPreview)
    await choose.click()
    if (readsPreview) {
      const dialog = page.getByRole('dialog')
      await dialog.locator(`input[value="${title}"]`).waitFor()
      await page.waitForTimeout(READING_MS)
      await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    }
    const { preview, pressed, applied, frames } = await seen
    const chosen = await application.evaluate(() => globalThis.chosenAt)
    const getFrameTimes = (start: number, end: number) =>
      frames.flatMap((time, index) =>
        time > start && time <= end ? [time - (frames[index - 1] ?? time)] : [],
      )
    return {
      preview: preview - chosen,
      applied: applied - pressed,
      frames: [...getFrameTimes(chosen, preview), ...getFrameTimes(pressed, applied)],
    }
  } finally {
    await application.close().catch(() => {})
    await killTree(pid)
  }
}

/** Answers the system's dialog as slowly as a person would. */
async function chooseSlowly(application: ElectronApplication, file: string): Promise<void> {
  await application.evaluate(
    ({ dialog }, { file, after }) => {
      dialog.showOpenDialog = () =>
        new Promise((resolve) => {
          setTimeout(() => {
            globalThis.chosenAt = performance.timeOrigin + performance.now()
            resolve({ canceled: false, filePaths: [file] })
          }, after)
        })
    },
    { file, after: READING_MS },
  )
}

/**
 * Records when the preview and the result are first shown, and all frames until the import is done; ms since 1970. `clicksAtOnce`: whether to
 * click the button in the first frame that shows it.
 */
function watch(page: Page, title: string, clicksAtOnce: boolean) {
  return page.evaluate(
    ({ wanted, clicksAtOnce }) =>
      new Promise<{ preview: number; pressed: number; applied: number; frames: number[] }>((resolve) => {
        const marks = { preview: 0, pressed: 0 }
        const frames: number[] = []
        const toEpoch = (time: number) => performance.timeOrigin + time
        const isTitled = () =>
          [...document.querySelectorAll<HTMLInputElement>('[role=dialog] input')].some(
            ({ value }) => value === wanted,
          )
        const isOver = () =>
          [...document.querySelectorAll('[role=status] button')].some(
            ({ textContent }) => textContent === 'Undo',
          )
        document.addEventListener(
          'click',
          ({ target, timeStamp }) => {
            const button = target instanceof Element && target.closest('button')
            if (button && button.textContent === 'Import') marks.pressed = toEpoch(timeStamp)
          },
          { capture: true },
        )
        const recordFrame = (now: number) => {
          frames.push(toEpoch(now))
          if (marks.preview === 0 && isTitled()) {
            marks.preview = toEpoch(now)
            const buttons = [...document.querySelectorAll<HTMLElement>('[role=dialog] button')]
            if (clicksAtOnce) buttons.find(({ textContent }) => textContent === 'Import')?.click()
          }
          if (marks.pressed > 0 && isOver()) resolve({ ...marks, applied: toEpoch(now), frames })
          else requestAnimationFrame(recordFrame)
        }
        requestAnimationFrame(recordFrame)
      }),
    { wanted: title, clicksAtOnce },
  )
}

declare global {
  /** In the main process: the time when the file was chosen. */
  var chosenAt: number
}
