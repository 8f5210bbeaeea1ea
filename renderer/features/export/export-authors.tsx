/** Chooses whose notes the report includes, if colleagues' notes were imported. */
import { useTranslation } from 'react-i18next'
import { useStoreQuery } from '../../lib/queries.ts'
import { Checkbox } from '../../ui/field.tsx'
import { useNotes } from '../sessions/index.ts'
import styles from './export-form.module.css'

export function ChooseAuthors({
  chosen,
  onChange,
}: {
  /** null for everybody. */
  chosen: readonly string[] | null
  onChange: (chosen: readonly string[] | null) => void
}) {
  const { t } = useTranslation()
  const notes = useNotes()
  const { data: me } = useStoreQuery('people.me', {})
  const { data: people } = useStoreQuery('people.list', {})
  if (!me || !people) return null
  const entryCounts = new Map<string, number>()
  for (const note of notes) {
    const author = note.createdBy ?? me.id
    entryCounts.set(author, (entryCounts.get(author) ?? 0) + note.entries)
  }
  const others = [...entryCounts.keys()].filter((id) => id !== me.id)
  if (others.length === 0) return null
  const getName = (id: string) => {
    const person = people.find((known) => known.id === id)
    return [person?.name || t('people.unknown'), person?.delegation].filter(Boolean).join(', ')
  }
  const authors = [
    ...(entryCounts.has(me.id) ? [{ id: me.id, name: t('export.ownNotes') }] : []),
    ...others.map((id) => ({ id, name: getName(id) })).sort((a, b) => a.name.localeCompare(b.name)),
  ]
  const setIncluded = (id: string, wanted: boolean) => {
    const next = authors.filter((author) =>
      author.id === id ? wanted : (chosen?.includes(author.id) ?? true),
    )
    onChange(next.length === authors.length ? null : next.map((author) => author.id))
  }
  return (
    <fieldset className={styles.part}>
      <legend>{t('export.whose')}</legend>
      {authors.map(({ id, name }) => (
        <Checkbox
          key={id}
          isSelected={chosen?.includes(id) ?? true}
          onChange={(wanted) => setIncluded(id, wanted)}
        >
          <span className={styles.name}>{name}</span>
          <span className={styles.count}>{t('export.notes', { count: entryCounts.get(id) ?? 0 })}</span>
        </Checkbox>
      ))}
    </fieldset>
  )
}
