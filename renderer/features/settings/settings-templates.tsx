/** Lists the delegate's own templates and deletes them. */
import { Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoteTemplate } from '../../../db/model.ts'
import { useSaveOnLeave } from '../../lib/leave-window.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useFocusAfterChange } from '../../lib/restore-focus.ts'
import { IconButton } from '../../ui/button.tsx'
import { deleteTemplate, renameTemplate } from '../notes/index.ts'
import styles from './settings-templates.module.css'

/** `requestedId`: the id of the template to which a link led. */
export function Templates({ requestedId }: { requestedId: string | undefined }) {
  const { t } = useTranslation()
  const { data: templates = [] } = useStoreQuery('templates.list', {})
  const { placeRef, expectChange } = useFocusAfterChange<HTMLParagraphElement>(templates)
  return (
    <>
      {templates.length > 0 && (
        <ul className={styles.list} aria-label={t('settings.templates')}>
          {templates.map((template) => (
            <Row
              key={template.id}
              template={template}
              isAskedFor={template.id === requestedId}
              onDelete={expectChange}
            />
          ))}
        </ul>
      )}
      <p ref={placeRef}>{t('templates.hint')}</p>
    </>
  )
}

function Row({
  template,
  isAskedFor,
  onDelete,
}: {
  template: NoteTemplate
  isAskedFor: boolean
  onDelete: () => void
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? template.name
  const nameBeingSaved = useRef<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!isAskedFor) return
    field.current?.focus()
    field.current?.select()
  }, [isAskedFor])
  const save = async () => {
    if (name.trim() === '') return setTyped(null)
    if (name === template.name || name === nameBeingSaved.current) return
    nameBeingSaved.current = name
    const isRenamed = await renameTemplate(template, name)
    nameBeingSaved.current = null
    // A name that was not saved stays in the field.
    if (isRenamed) setTyped((current) => (current === name ? null : current))
  }
  useSaveOnLeave(() => void save())
  return (
    <li className={styles.row}>
      <input
        ref={field}
        aria-label={t('templates.name')}
        className={styles.name}
        value={name}
        maxLength={100}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save()
          if (event.key === 'Escape') setTyped(null)
        }}
      />
      <IconButton
        label={t('templates.deleteNamed', { name: template.name })}
        onPress={() => {
          onDelete()
          void deleteTemplate(template)
        }}
      >
        <Trash2 aria-hidden />
      </IconButton>
    </li>
  )
}
