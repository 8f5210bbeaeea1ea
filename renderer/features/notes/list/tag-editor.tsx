/** Edits the tags of one or several notes: press to remove, type to add, with suggestions of tags in use. */
import { X } from 'lucide-react'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { fold } from '../../../../core/fold.ts'
import type { NoteSummary } from '../../../../db/model.ts'
import fieldStyles from '../../../ui/field.module.css'
import { useNotes } from '../../sessions/index.ts'
import { tagNotes } from '../pane/note-actions.ts'
import { getTags } from './notes-items.ts'
import styles from './tag-editor.module.css'

/** The store's limit (db/model.ts). */
const MAX_TAG_LENGTH = 60

export function TagEditor({
  notes,
  autoFocus = false,
}: {
  notes: readonly NoteSummary[]
  autoFocus?: boolean
}) {
  const { t, i18n } = useTranslation()
  const [typed, setTyped] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const allNotes = useNotes()
  const tags = useMemo(() => getTags(notes, i18n.language), [notes, i18n.language])
  const suggestions = useMemo(
    () =>
      getTags(allNotes, i18n.language)
        .filter((tag) => !tags.includes(tag) || notes.some((note) => !note.tags.includes(tag)))
        .map((id) => ({ id })),
    [allNotes, tags, notes, i18n.language],
  )
  const add = async (text: string) => {
    const tag = text
      .replaceAll(/\s+/g, ' ')
      .trim()
      .replace(/^#+\s*/, '')
    setTyped('')
    if (tag === '') return
    // Reuse the spelling from other notes.
    const existingTag = getTags(allNotes).find((other) => fold(other) === fold(tag))
    const isAdded = await tagNotes(notes, { add: [existingTag ?? tag] })
    // Put back a tag that was not saved, so that the delegate need not type it again.
    if (!isAdded) setTyped((current) => current || text)
  }
  const remove = (tag: string) => {
    void tagNotes(notes, { remove: [tag] })
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const hasActiveSuggestion = event.currentTarget.getAttribute('aria-activedescendant')
    const lastTag = tags.at(-1)
    if (event.key === 'Backspace' && typed === '' && lastTag !== undefined) remove(lastTag)
    else if ((event.key === 'Enter' && !hasActiveSuggestion) || event.key === ',') void add(typed)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.tags} data-tags>
      {tags.length > 0 && (
        <ul aria-label={t('notes.tags')}>
          {tags.map((tag) => (
            <li key={tag}>
              <button type="button" aria-label={t('notes.removeTag', { tag })} onClick={() => remove(tag)}>
                #{tag}
                <X aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <ComboBox
        aria-label={t('notes.addTag')}
        allowsCustomValue
        menuTrigger="input"
        defaultItems={suggestions}
        inputValue={typed}
        onInputChange={(text) => setTyped(text.slice(0, MAX_TAG_LENGTH))}
        value={null}
        onChange={(key) => {
          if (key !== null) void add(String(key))
        }}
      >
        <Input
          ref={input}
          className={styles.input ?? ''}
          placeholder={t('notes.addTag')}
          maxLength={MAX_TAG_LENGTH}
          autoFocus={autoFocus}
          onKeyDownCapture={onKeyDown}
        />
        <Popover className={fieldStyles.popover ?? ''} offset={4} maxHeight={320}>
          <ListBox<{ id: string }> className={fieldStyles.options ?? ''}>
            {({ id }) => (
              <ListBoxItem textValue={id} className={fieldStyles.option ?? ''}>
                {id}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </div>
  )
}

/** Focuses the tag field. @returns false if it is not on screen */
export function focusTags(): boolean {
  const input = document.querySelector<HTMLInputElement>('[data-tags] input')
  input?.focus()
  return input !== null
}
