/** Attaches the delegate's own documents to a session or a note, and removes them. Each step can be undone. */
import i18next from 'i18next'
import type { ClipboardEvent, DragEvent, SyntheticEvent } from 'react'
import { isDocument, MAX_DOCUMENT_BYTES } from '../../../core/document-types.ts'
import { message } from '../../../core/i18n/message.ts'
import type { ListedFile, OwnDocumentId } from '../../../db/contract/index.ts'
import type { ConferenceSlug, Guid, NoteId } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { call, StoreError } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'

/** Exactly one of `session` and `note` is set. */
export type AttachTarget = { conference: ConferenceSlug; session: Guid | null; note: NoteId | null }

type ChosenDocument = { name: string; add: (id: OwnDocumentId) => Promise<null> }

/** Asks for files of any kind. */
export async function chooseDocuments(target: AttachTarget): Promise<void> {
  const filter = { name: i18next.t('documents.anyFile'), extensions: ['*'] }
  const files = await window.desktop.chooseFiles([filter])
  await attach(
    files.map(({ token, name }) => ({
      name,
      add: (id) => call('ownDocuments.addFile', { id, ...target, grant: token }),
    })),
  )
}

/** Properties of an element on which documents can be dropped or pasted. `name`: its name, for the message while dragging. */
export function getDropProps(target: AttachTarget, name: string) {
  return {
    'data-takes-documents': name,
    onDropCapture: (event: DragEvent) => attachDocuments(event, event.dataTransfer, target),
    onPasteCapture: (event: ClipboardEvent) => attachDocuments(event, event.clipboardData, target),
  }
}

function attachDocuments(event: SyntheticEvent, data: DataTransfer, target: AttachTarget): void {
  const documents = [...data.files].filter(({ name }) => isDocument(name))
  if (documents.length === 0) return
  event.preventDefault()
  event.stopPropagation()
  void attachFiles(target, documents)
}

function attachFiles(target: AttachTarget, files: readonly File[]): Promise<void> {
  return attach(
    files.map((file) => ({
      name: file.name,
      add: async (id) => {
        if (file.size > MAX_DOCUMENT_BYTES) throw createTooLargeError(file.name)
        const bytes = new Uint8Array(await file.arrayBuffer())
        return call('ownDocuments.add', { id, ...target, fileName: file.name, bytes })
      },
    })),
  )
}

/** The store has the same check, but would first have to receive the whole file. */
function createTooLargeError(file: string): StoreError {
  const megabytes = MAX_DOCUMENT_BYTES / 1024 / 1024
  return new StoreError(
    'bad-file',
    `${file} is too large`,
    message('file.document-too-large', { file, megabytes }),
  )
}

/** Attaches the documents one after the other, and announces all results together. */
async function attach(documents: readonly ChosenDocument[]): Promise<void> {
  const { t } = i18next
  const attached: { id: OwnDocumentId; name: string }[] = []
  const problems: string[] = []
  for (const { name, add } of documents) {
    const id = crypto.randomUUID() as OwnDocumentId
    try {
      await add(id)
      attached.push({ id, name })
    } catch (error) {
      problems.push(t('documents.attachFailed', { name, reason: getErrorText(error) }))
    }
  }
  const [first] = attached
  if (!first) {
    if (problems.length > 0) announce(problems.join(' '))
    return
  }
  const undo = async () => {
    for (const { id, name } of attached) await changeDocument('ownDocuments.remove', id, name)
  }
  const resultText =
    attached.length === 1
      ? t('documents.attached', first)
      : t('documents.attachedSeveral', { count: attached.length })
  announce([...problems, resultText].join(' '), {
    label: t('app.undo'),
    ...(attached.length === 1 ? { name: t('documents.undoAttach', first) } : {}),
    run: () => void undo(),
  })
}

/** Removes a document that the delegate attached. */
export async function removeDocument({ guid, title: name }: ListedFile): Promise<void> {
  const { t } = i18next
  const id = guid as OwnDocumentId
  if (!(await changeDocument('ownDocuments.remove', id, name))) return
  announce(t('documents.removed', { name }), {
    label: t('app.undo'),
    name: t('documents.undoRemove', { name }),
    run: () => void changeDocument('ownDocuments.restore', id, name),
  })
}

/** @returns false if it failed, which is announced */
async function changeDocument(
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
