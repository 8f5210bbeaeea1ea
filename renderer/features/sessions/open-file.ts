/** Opens and saves floor plans and documents. */
import i18next from 'i18next'
import { getExtension } from '../../../core/document-types.ts'
import type { ListedFile } from '../../../db/contract/index.ts'
import type { PackFile } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { call } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'

/** Opens a file in the system's own program. */
export async function openFile({ sha256, title }: PackFile): Promise<void> {
  const { t } = i18next
  const outcome = await window.desktop.openDocument(sha256, title)
  if (outcome === 'no-program') announce(t('documents.noProgram', { title }))
  if (outcome === 'missing') announce(t('documents.missing', { title }))
}

export async function saveFile({ sha256, title, type, mine }: ListedFile): Promise<void> {
  const { t } = i18next
  const extension = mine ? getFileExtension(mine.fileName) : (getExtension(type) ?? '')
  const grant = await window.desktop.chooseSave(mine?.fileName ?? `${title}.${extension}`, [
    extension === ''
      ? { name: t('documents.anyFile'), extensions: ['*'] }
      : { name: extension.toUpperCase(), extensions: [extension] },
  ])
  if (!grant) return
  try {
    await call('files.save', { sha256, grant: grant.token })
    announce(t('export.saved', { name: grant.name }), {
      label: t('export.showInFolder'),
      run: () => void window.desktop.showInFolder(grant.token),
    })
  } catch (error) {
    announce(t('export.failed', { name: grant.name, reason: getErrorText(error) }))
  }
}

/** @returns the kind of a file as the delegate knows it, such as "PDF"; '' for a file without an extension */
export function getKindName({ type, mine }: ListedFile): string {
  return (mine ? getFileExtension(mine.fileName) : (getExtension(type) ?? '')).toUpperCase()
}

function getFileExtension(fileName: string): string {
  return /\.([^.]+)$/.exec(fileName)?.[1] ?? ''
}
