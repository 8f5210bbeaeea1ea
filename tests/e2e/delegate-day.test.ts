/** A delegate's day in counted actions: tests/e2e/lib/delegate-day.ts. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { maxActions, runDay } from './lib/delegate-day.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerSaveDialog } from './lib/window.ts'

const openNotebook = shareApp()

test.each(['keyboard', 'mouse'] as const)(
  'no task of the day takes too many actions by %s',
  async (device) => {
    const { application, page } = await openNotebook()
    await answerSaveDialog(application, join(await createTemporaryFolder(), 'report.docx'))
    const counts = await runDay(page, device, 'report.docx')
    const above = Object.entries(counts).filter(
      ([task, count]) => count > maxActions[task as keyof typeof maxActions],
    )
    expect(above).toEqual([])
  },
)
