import { EyeOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../db/model.ts'
import { focusMain } from '../../../lib/restore-focus.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { showHiddenSessions, useConference, useVisible } from '../../sessions/index.ts'
import styles from './hidden-line.module.css'

/** Shows how many sessions the delegate has hidden, with a button that shows them again. */
export function HiddenLine({ sessions }: { sessions: readonly Session[] }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const count = sessions.length - (useVisible(sessions)?.length ?? 0)
  if (count === 0) return null
  const show = () => {
    showHiddenSessions(slug)
    // The line disappears with the button, so the focus moves on.
    focusMain()
  }
  return (
    <p className={styles.line}>
      <EyeOff aria-hidden />
      <span>{t('hidden.count', { count })}</span>
      <LinkButton onClick={show}>{t('hidden.show')}</LinkButton>
    </p>
  )
}
