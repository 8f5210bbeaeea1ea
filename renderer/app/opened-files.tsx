/** Opens files dropped on the window or passed by the system: programmes and shared notes. */
import { FileDown, Paperclip } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { documentTypes, isDocument } from '../../core/document-types.ts'
import { openFiles, prepareImport } from '../features/import/index.ts'
import styles from './opened-files.module.css'

export async function takeOpened(): Promise<void> {
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

/** Covers the window while a file is dragged over it. The shell receives the files (electron/preload.ts) and shows them in the main window. */
export function DropTarget({ isMain = true }: { isMain?: boolean }) {
  const { t } = useTranslation()
  /** `attachTo`: what the files would be attached to; null if they would be imported. */
  const [over, setOver] = useState<{ attachTo: string | null } | null>(null)
  useEffect(() => {
    // Takes the files with which the app was started.
    if (isMain) void takeOpened()
    let isPrepared = false
    const allowDrop = (event: DragEvent) => {
      const { dataTransfer } = event
      if (!dataTransfer || !canImport(dataTransfer)) return
      event.preventDefault()
      event.stopPropagation()
      if (!isPrepared) prepareImport()
      isPrepared = true
      dataTransfer.dropEffect = 'copy'
      const attachTo = areDocuments(dataTransfer) ? getDropTargetName(event) : null
      setOver((before) => (before?.attachTo === attachTo ? before : { attachTo }))
    }
    const leave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget !== null) return
      isPrepared = false
      setOver(null)
    }
    const drop = (event: DragEvent) => {
      isPrepared = false
      setOver(null)
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
    window.addEventListener('dragover', allowDrop, { signal, capture: true })
    window.addEventListener('dragleave', leave, { signal, capture: true })
    window.addEventListener('drop', drop, { signal, capture: true })
    return () => listeners.abort()
  }, [isMain])
  if (!over) return null
  if (over.attachTo !== null) {
    return (
      <div role="status" className={styles.target}>
        <p>
          <Paperclip aria-hidden />
          {t('documents.drop')}
        </p>
        <span>{over.attachTo}</span>
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
