/** Floor plans and documents from a conference pack. */
import i18next from 'i18next'
import { getExtension } from '../../../core/document-types.ts'
import type { ListedFile } from '../../../db/contract/index.ts'
import type { Guid, NoteId, PackFile } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { call } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'
import { useConference } from './conference.tsx'

const NO_FILES: readonly ListedFile[] = []

export function useFiles(): readonly ListedFile[] {
  const { slug } = useConference()
  return useStoreQuery('files.list', { conference: slug }).data ?? NO_FILES
}

/** @returns the floor plans that show the room, such as the plans of its level and of the whole site */
export function listPlans(files: readonly PackFile[], room: Guid | null): PackFile[] {
  return room === null ? [] : files.filter(({ role, rooms }) => role === 'floor-plan' && rooms.includes(room))
}

/** @returns the first floor plan that shows the room, for places with space for one plan only */
export const findPlan = (files: readonly PackFile[], room: Guid | null): PackFile | undefined =>
  listPlans(files, room)[0]

/** @returns the documents of the session and of the note */
export function findDocuments(
  files: readonly ListedFile[],
  { session, note }: { session: Guid | null; note: NoteId | null },
): ListedFile[] {
  return files.filter(
    ({ mine, sessions }) =>
      (note !== null && mine?.note === note) || (session !== null && sessions.includes(session)),
  )
}

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
