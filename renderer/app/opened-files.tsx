/** Opens files dropped on the window or passed by the system: programmes and shared notes. */
import { FileDown, Paperclip } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { documentTypes, isDocument } from '../../core/document-types.ts'
import { openFiles, prepareImport } from '../features/import/index.ts'
import styles from './opened-files.module.css'

/** Opens the files that were passed to the app and wait in the main process. */
export async function openWaitingFiles(): Promise<void> {
  await openFiles(await window.desktop.takeOpened())
}

/** Pictures are left to the note they are dropped on. */
function canImport({ items }: DataTransfer): boolean {
  return [...items].some(({ kind, type }) => kind === 'file' && !type.startsWith('image/'))
}

/** @returns the name of the session or note to which documents that are dropped here would be attached, or null */
function getDropTargetName({ target }: DragEvent): string | null {
  return target instanceof Element
    ? (target.closest('[data-takes-documents]')?.getAttribute('data-takes-documents') ?? null)
    : null
}

/** Whether all dragged files are documents, judging by their types. A CSV file counts as a programme. */
function areDocuments({ items }: DataTransfer): boolean {
  const types = Object.values(documentTypes)
  return [...items].every(({ type }) => types.includes(type) && type !== documentTypes.csv)
}

/** Covers the window while a file is dragged over it. electron/preload.ts receives the dropped files, which the main window then opens. */
export function DropTarget({ isMain = true }: { isMain?: boolean }) {
  const { t } = useTranslation()
  /** `attachTo`: what the files would be attached to; null if they would be imported. */
  const [drag, setDrag] = useState<{ attachTo: string | null } | null>(null)
  useEffect(() => {
    // Takes the files with which the app was started.
    if (isMain) void openWaitingFiles()
    let isPrepared = false
    const onDragOver = (event: DragEvent) => {
      const { dataTransfer } = event
      if (!dataTransfer || !canImport(dataTransfer)) return
      event.preventDefault()
      event.stopPropagation()
      if (!isPrepared) prepareImport()
      isPrepared = true
      dataTransfer.dropEffect = 'copy'
      const attachTo = areDocuments(dataTransfer) ? getDropTargetName(event) : null
      setDrag((before) => (before?.attachTo === attachTo ? before : { attachTo }))
    }
    const onDragLeave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget !== null) return
      isPrepared = false
      setDrag(null)
    }
    const onDrop = (event: DragEvent) => {
      isPrepared = false
      setDrag(null)
      if (!event.dataTransfer || !canImport(event.dataTransfer)) return
      // The session or note takes documents (features/sessions/attach-documents.ts).
      const hasDocuments = [...event.dataTransfer.files].some(({ name }) => isDocument(name))
      if (hasDocuments && getDropTargetName(event) !== null) return
      event.preventDefault()
      event.stopPropagation()
    }
    const listeners = new AbortController()
    const { signal } = listeners
    // Capture before the editor, which would show a drop cursor for the file's name.
    window.addEventListener('dragover', onDragOver, { signal, capture: true })
    window.addEventListener('dragleave', onDragLeave, { signal, capture: true })
    window.addEventListener('drop', onDrop, { signal, capture: true })
    return () => listeners.abort()
  }, [isMain])
  if (!drag) return null
  if (drag.attachTo !== null) {
    return (
      <div role="status" className={styles.target}>
        <p>
          <Paperclip aria-hidden />
          {t('documents.drop')}
        </p>
        <span>{drag.attachTo}</span>
      </div>
    )
  }
  return (
    <div role="status" className={styles.target}>
      <p>
        <FileDown aria-hidden />
        {t('import.drop')}
      </p>
      <span>{t(isMain ? 'import.dropHint' : 'import.dropHintNote')}</span>
    </div>
  )
}
