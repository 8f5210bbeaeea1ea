/** The keys worth knowing while people speak, and how much is written. What does not fit is left out from the end. */
import { useTranslation } from 'react-i18next'
import { Kbd, modifierKey } from '../ui/kbd.tsx'
import styles from './hint-bar.module.css'

export function HintBar({ count }: { count: number }) {
  const { t } = useTranslation()
  const hints = [
    ['Enter', t('editor.hints.line')],
    [`${modifierKey} T`, t('editor.hints.task')],
    [`${modifierKey} D`, t('editor.hints.decision')],
    ['[[', t('editor.hints.keyMessage')],
    ['@', t('editor.hints.contact')],
  ] as const
  return (
    <div className={styles.bar}>
      <ul className={styles.hints}>
        {hints.map(([key, text]) => (
          <li key={key}>
            <Kbd>{key}</Kbd>
            {text}
          </li>
        ))}
      </ul>
      <span className={styles.count}>{t('editor.count', { count })}</span>
    </div>
  )
}
