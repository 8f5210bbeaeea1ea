/** Opens files dropped on the window or passed by the system: programmes and shared notes. */
import { FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { prepareImport, takeFiles } from '../features/import/index.ts'
import styles from './opened-files.module.css'

export async function takeOpened(): Promise<void> {
  await takeFiles(await window.desktop.takeOpened())
}

/** Pictures are left to the note they are dropped on. */
function canImport({ items }: DataTransfer): boolean {
  return [...items].some(({ kind, type }) => kind === 'file' && !type.startsWith('image/'))
}

/** Covers the window while a file is dragged over it. The shell receives the files (electron/preload.ts) and shows them in the main window. */
export function DropTarget({ isMain = true }: { isMain?: boolean }) {
  const { t } = useTranslation()
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    // Files that the app was started with.
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
      setIsOver(true)
    }
    const leave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget !== null) return
      isPrepared = false
      setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      isPrepared = false
      setIsOver(false)
      if (!event.dataTransfer || !canImport(event.dataTransfer)) return
      event.preventDefault()
      event.stopPropagation()
    }
    const end = new AbortController()
    const { signal } = end
    // Capture before the editor, which would show a drop cursor for the file's name.
    window.addEventListener('dragover', allowDrop, { signal, capture: true })
    window.addEventListener('dragleave', leave, { signal, capture: true })
    window.addEventListener('drop', drop, { signal, capture: true })
    return () => end.abort()
  }, [isMain])
  if (!isOver) return null
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
