/** Runs an app in a window that Playwright controls, and ends it afterwards. */
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { prepareRuntime } from '../../scripts/prepare.ts'
import { killTree } from '../../tests/e2e/lib/processes.ts'

/** `app`: the folder of the app. `extraFlags`: additional Chromium flags. */
export async function runInWindow<T>(
  app: string,
  profile: string,
  run: (page: Page, application: ElectronApplication, pid: number) => Promise<T>,
  extraFlags: readonly string[] = [],
): Promise<T> {
  const { executable, flags } = await prepareRuntime()
  const application = await _electron.launch({
    executablePath: executable,
    args: [app, ...flags, `--user-data-dir=${profile}`, '--lang=en', ...extraFlags],
    colorScheme: null,
  })
  const { pid } = application.process()
  if (pid === undefined) throw new Error('did not start')
  try {
    const page = await application.firstWindow()
    await application.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900),
    )
    return await run(page, application, pid)
  } finally {
    await killTree(pid)
  }
}
