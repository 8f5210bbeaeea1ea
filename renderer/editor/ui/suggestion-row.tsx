/**
 * Shown below a note when the caret has left it: names in the note that could be links. A click links a name; nothing is linked
 * automatically.
 */
import { Link2, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { focusMain } from '../../lib/restore-focus.ts'
import { IconButton } from '../../ui/button.tsx'
import type { Suggestion } from '../plugins/suggestions.ts'
import styles from './suggestion-row.module.css'

export function SuggestionRow({
  suggestions,
  onLink,
  onDismiss,
}: {
  suggestions: readonly Suggestion[]
  onLink: (suggestion: Suggestion) => void
  onDismiss: () => void
}) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('suggestions.label')} className={styles.row}>
      <span aria-hidden>{t('suggestions.label')}</span>
      <ul className={styles.list}>
        {suggestions.map((suggestion) => (
          <li key={suggestion.href}>
            <button
              type="button"
              className={styles.link}
              title={t('suggestions.near', { words: suggestion.passage })}
              aria-label={t('suggestions.link', { name: suggestion.label })}
              onClick={({ currentTarget }) => {
                // The button disappears with its suggestion, so the focus moves to the next one.
                const others = currentTarget.closest('section')?.querySelectorAll('button') ?? []
                ;[...others].find((button) => button !== currentTarget)?.focus()
                onLink(suggestion)
                focusMain('editor')
              }}
            >
              <Link2 aria-hidden />
              {suggestion.label}
            </button>
          </li>
        ))}
      </ul>
      <IconButton
        label={t('suggestions.dismiss')}
        onPress={() => {
          onDismiss()
          focusMain('editor')
        }}
      >
        <X aria-hidden />
      </IconButton>
    </section>
  )
}
