/** Saves, prints or copies a report and announces the result. */
import i18next from 'i18next'
import type { ExportFormat, Input, ReportOptions } from '../../../db/contract/index.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { call, StoreError } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'

export async function saveReport(
  options: Input<'export.preview'>,
  format: ExportFormat,
  fileName: string,
  job: string,
): Promise<void> {
  const { t } = i18next
  // A folder has no extension.
  const filters = format.extension === '' ? [] : [{ name: format.name, extensions: [format.extension] }]
  const grant = await window.desktop.chooseSave(fileName, filters)
  if (!grant) return
  try {
    if (format.printed) {
      const file = await window.desktop.printToPdf(await call('export.files', { ...options, job }), job)
      if (!file) return announce(t('export.cancelled', { name: grant.name }))
      await call('export.savePrinted', { file, options, grant: grant.token })
    } else {
      await call('export.save', { options, grant: grant.token, job })
    }
    announce(t('export.saved', { name: grant.name }), {
      label: t('export.showInFolder'),
      run: () => void window.desktop.showInFolder(grant.token),
    })
  } catch (error) {
    if (error instanceof StoreError && error.code === 'cancelled')
      return announce(t('export.cancelled', { name: grant.name }))
    // This also covers a failed print by the shell: after any failure there is no file.
    announce(t('export.failed', { name: grant.name, reason: getErrorText(error) }))
  }
}

/** Prints the pages of the PDF with the system's dialog, and records that they were printed. */
export async function printReport(
  options: Input<'export.preview'> & Pick<ReportOptions, 'paper'>,
  job: string,
): Promise<void> {
  const { t } = i18next
  try {
    const page = await call('export.files', { ...options, job })
    const outcome = await window.desktop.print(page, options.paper, job)
    if (outcome === 'printed') await call('export.logPrint', { page, options })
    announce(t(`export.print.${outcome}`))
  } catch (error) {
    if (error instanceof StoreError && error.code === 'cancelled')
      return announce(t('export.print.cancelled'))
    announce(t('export.print.error', { reason: getErrorText(error) }))
  }
}

/** Copies the report as rich text for e-mail programs and Word, and as plain text for others. */
export async function copyReport(options: ReportOptions, job: string): Promise<void> {
  const { t } = i18next
  try {
    const { html, text } = await call('export.copy', { ...options, job })
    if (!putOnClipboard(text, html)) await window.desktop.copy(text)
    announce(t('export.copied'))
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    announce(t('export.notCopied', { reason: getErrorText(error) }))
  }
}

/**
 * Runs the copy command and answers its event with both forms.
 * @returns false if the browser raised no copy event. It raises one only shortly after the click
 */
function putOnClipboard(plain: string, rich: string): boolean {
  const fillClipboard = (event: ClipboardEvent) => {
    event.preventDefault()
    event.stopImmediatePropagation()
    event.clipboardData?.setData('text/plain', plain)
    event.clipboardData?.setData('text/html', rich)
  }
  window.addEventListener('copy', fillClipboard, { capture: true, once: true })
  try {
    return document.execCommand('copy')
  } finally {
    window.removeEventListener('copy', fillClipboard, { capture: true })
  }
}
