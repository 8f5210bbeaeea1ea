/** Offers templates below the caret of an empty note. Disappears with the first character. */
import { useTranslation } from 'react-i18next'
import styles from './template-row.module.css'

/** The maximum number shown. The list that `/` opens has all templates. */
const MAX_SHOWN_TEMPLATES = 6

export function TemplateRow({
  templates,
  onInsert,
}: {
  templates: readonly { id: string; name: string }[]
  onInsert: (id: string) => void
}) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> is for forms
    <div role="group" aria-label={t('templates.row')} className={styles.row}>
      <span aria-hidden>{t('templates.start')}</span>
      {templates.slice(0, MAX_SHOWN_TEMPLATES).map(({ id, name }) => (
        <button key={id} type="button" className={styles.template} onClick={() => onInsert(id)}>
          {name}
        </button>
      ))}
    </div>
  )
}
