/** Saving a report where the delegate says, and saying what became of it. */
import i18next from 'i18next'
import type { ExportFormat, ReportOptions } from '../../db/contract.ts'
import { call, StoreError } from '../store.ts'
import { errorText } from './error-text.ts'
import { announce } from './undo.tsx'

export async function saveReport(
  options: ReportOptions,
  format: ExportFormat,
  fileName: string,
): Promise<void> {
  const { t } = i18next
  const grant = await window.desktop.chooseSave(fileName, [
    { name: format.name, extensions: [format.extension] },
  ])
  if (!grant) return
  try {
    await call('export.save', { options, grant: grant.token })
    announce(t('export.saved', { name: grant.name }), {
      label: t('export.showInFolder'),
      run: () => void window.desktop.showInFolder(grant.token),
    })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    announce(t('export.failed', { name: grant.name, reason: errorText(error) }))
  }
}
