/** The field for the delegate's own name of a conference. */
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LibraryEntry } from '../../../db/contract/index.ts'
import { useSaveOnLeave } from '../../lib/leave-window.ts'
import { TextField } from '../../ui/field.tsx'
import { renameConference } from './library-actions.ts'

/** Enter and leaving the field, the screen or the window save; Escape cancels. An empty name restores the organiser's title. */
export function TitleField({ entry, onClose }: { entry: LibraryEntry; onClose: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(entry.title)
  const isCancelled = useRef(false)
  const titleInFile = entry.fileTitle ?? entry.title
  const lastSaved = useRef(entry.title)
  const save = () => {
    const title = typed.trim() || titleInFile
    if (isCancelled.current || title === lastSaved.current) return
    lastSaved.current = title
    void renameConference(entry, title)
  }
  useSaveOnLeave(save)
  const close = () => {
    onClose()
    save()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target, nativeEvent } = event
    if (nativeEvent.isComposing || (key !== 'Enter' && key !== 'Escape')) return
    isCancelled.current = key === 'Escape'
    // Otherwise Enter would also press the button.
    event.preventDefault()
    // Moving the focus closes the field.
    const row = (target as HTMLElement).closest('li')
    row?.querySelector<HTMLElement>('[data-renames]')?.focus()
  }
  return (
    <TextField
      autoFocus
      label={t('library.name')}
      value={typed}
      maxLength={2_000}
      placeholder={titleInFile}
      description={t('library.nameHint', { title: titleInFile })}
      onChange={setTyped}
      onFocus={({ target }) => {
        const input = target as HTMLInputElement
        input.select()
        // Scrolls to the whole row, including the text below the field.
        input.closest('li')?.scrollIntoView({ block: 'nearest' })
      }}
      onBlur={close}
      onKeyDown={onKeyDown}
    />
  )
}
