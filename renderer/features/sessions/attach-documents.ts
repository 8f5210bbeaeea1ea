/** Attaches the delegate's own documents to a session or a note, and removes them. Each step can be undone. */
import i18next from 'i18next'
import type { ClipboardEvent, DragEvent, SyntheticEvent } from 'react'
import { isDocument, MAX_DOCUMENT_BYTES } from '../../../core/document-types.ts'
import { message } from '../../../core/i18n/message.ts'
import type { ListedFile, OwnDocumentId } from '../../../db/contract/index.ts'
import type { ConferenceSlug, Guid, NoteId } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { getMessageText } from '../../lib/message.ts'
import { call } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'

/** Exactly one of `session` and `note` is set. */
export type AttachTarget = { conference: ConferenceSlug; session: Guid | null; note: NoteId | null }

/** Asks for files of any kind. */
export async function chooseDocuments(target: AttachTarget): Promise<void> {
  const filter = { name: i18next.t('documents.anyFile'), extensions: ['*'] }
  for (const { token, name } of await window.desktop.chooseFiles([filter])) {
    await attach(name, (id) => call('ownDocuments.addFile', { id, ...target, grant: token }))
  }
}

/** Properties of an element on which documents can be dropped or pasted. `name`: its name, for the message while dragging. */
export function takeDocuments(target: AttachTarget, name: string) {
  return {
    'data-takes-documents': name,
    onDropCapture: (event: DragEvent) => attachFrom(event, event.dataTransfer, target),
    onPasteCapture: (event: ClipboardEvent) => attachFrom(event, event.clipboardData, target),
  }
}

function attachFrom(event: SyntheticEvent, data: DataTransfer, target: AttachTarget): void {
  const documents = [...data.files].filter(({ name }) => isDocument(name))
  if (documents.length === 0) return
  event.preventDefault()
  event.stopPropagation()
  void attachFiles(target, documents)
}

async function attachFiles(target: AttachTarget, files: readonly File[]): Promise<void> {
  for (const file of files) {
    await attach(file.name, async (id) => {
      if (file.size > MAX_DOCUMENT_BYTES) throw new Error(describeTooLarge(file.name))
      const bytes = new Uint8Array(await file.arrayBuffer())
      return call('ownDocuments.add', { id, ...target, fileName: file.name, bytes })
    })
  }
}

/** The message for a file that is too large. The store has the same check, but would first have to receive the whole file. */
function describeTooLarge(file: string): string {
  return getMessageText(
    message('file.document-too-large', { file, megabytes: MAX_DOCUMENT_BYTES / 1024 / 1024 }),
  )
}

async function attach(name: string, add: (id: OwnDocumentId) => Promise<null>): Promise<void> {
  const { t } = i18next
  const id = crypto.randomUUID() as OwnDocumentId
  try {
    await add(id)
    announce(t('documents.attached', { name }), {
      label: t('app.undo'),
      name: t('documents.undoAttach', { name }),
      run: () => void change('ownDocuments.remove', id, name),
    })
  } catch (error) {
    announce(t('documents.attachFailed', { name, reason: getErrorText(error) }))
  }
}

/** Removes a document that the delegate attached. */
export async function removeDocument({ guid, title: name }: ListedFile): Promise<void> {
  const { t } = i18next
  const id = guid as OwnDocumentId
  if (!(await change('ownDocuments.remove', id, name))) return
  announce(t('documents.removed', { name }), {
    label: t('app.undo'),
    name: t('documents.undoRemove', { name }),
    run: () => void change('ownDocuments.restore', id, name),
  })
}

/** @returns false if it failed, which is announced */
async function change(
  callName: 'ownDocuments.remove' | 'ownDocuments.restore',
  id: OwnDocumentId,
  name: string,
): Promise<boolean> {
  try {
    await call(callName, { id })
    return true
  } catch (error) {
    announce(i18next.t('documents.changeFailed', { name, reason: getErrorText(error) }))
    return false
  }
}
