/** The field in which the delegate gives a conference a name of their own. */
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LibraryEntry } from '../../../db/contract/index.ts'
import { TextField } from '../../ui/field.tsx'
import { rename } from './library-actions.ts'

/** What is typed is kept by Enter and by leaving the field, not by Escape. Left empty, it is called as its files call it. */
export function TitleField({ entry, onClose }: { entry: LibraryEntry; onClose: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(entry.title)
  const isCancelled = useRef(false)
  const ofFile = entry.fileTitle ?? entry.title
  const close = () => {
    onClose()
    const title = typed.trim() || ofFile
    if (!isCancelled.current && title !== entry.title) void rename(entry, title)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target, nativeEvent } = event
    if (nativeEvent.isComposing || (key !== 'Enter' && key !== 'Escape')) return
    isCancelled.current = key === 'Escape'
    // Or Enter would press the button, too.
    event.preventDefault()
    // Leaving the field closes it.
    const row = (target as HTMLElement).closest('li')
    row?.querySelector<HTMLElement>('[data-renames]')?.focus()
  }
  return (
    <TextField
      autoFocus
      label={t('library.name')}
      value={typed}
      maxLength={2_000}
      placeholder={ofFile}
      description={t('library.nameHint', { title: ofFile })}
      onChange={setTyped}
      onFocus={({ target }) => {
        const input = target as HTMLInputElement
        input.select()
        // With what stands below it.
        input.closest('li')?.scrollIntoView({ block: 'nearest' })
      }}
      onBlur={close}
      onKeyDown={onKeyDown}
    />
  )
}
