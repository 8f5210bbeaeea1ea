/** The welcome at the first start: what the app is, three ways to begin, and the fields for the cover of a report. */
import { CalendarDays, Download, FolderUp } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../../core/time.ts'
import { setRehearsal } from '../../lib/clock.ts'
import { endEarlyKeys, openNoteByTyping } from '../../lib/key-buffer.ts'
import { buildRoute, go } from '../../lib/router.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { importConference } from '../import/index.ts'
import { captureNow } from '../notes/index.ts'
import { useConference, useSessions } from '../sessions/index.ts'
import { CoverFields, OpenNotebook } from '../settings/index.ts'
import styles from './welcome.module.css'

const MORNING = '09:00'

/** `isFirstStart`: the welcome takes the place of a session and gets the focus, and typing opens a note. */
export function Welcome({ isFirstStart = false }: { isFirstStart?: boolean }) {
  const { t } = useTranslation()
  const { title, startDate, timeZone } = useConference()
  const sessions = useSessions()
  const article = useRef<HTMLElement>(null)
  const importButton = useRef<HTMLButtonElement>(null)
  // At the first start, the welcome is a part of the agenda rather than a screen.
  const Title = isFirstStart ? 'h2' : 'h1'
  const PartTitle = isFirstStart ? 'h3' : 'h2'
  useEffect(() => {
    if (!isFirstStart) return
    // Do not take the focus from the list.
    if (document.activeElement === document.body) importButton.current?.focus()
    // Deferred until the effects of the whole window have run, since one of them registers what captureNow() runs.
    if (endEarlyKeys({ keep: true })) queueMicrotask(captureNow)
    return openNoteByTyping(() => article.current, captureNow)
  }, [isFirstStart])

  const practise = () => {
    const firstSession = sessions?.find(({ day }) => day === startDate)
    const morning = Temporal.PlainDate.from(startDate).toZonedDateTime({ timeZone, plainTime: MORNING })
    setRehearsal(firstSession?.start ?? toInstantString(morning.toInstant()))
    go(buildRoute('now'))
  }
  return (
    <article ref={article} aria-labelledby="welcome-title" className={styles.welcome}>
      <div className={styles.column}>
        <Title id="welcome-title" className={styles.title}>
          {t('welcome.heading')}
        </Title>
        <p className={styles.lead}>{t('welcome.lead')}</p>
        <ul className={styles.choices}>
          <Choice icon={<Download aria-hidden />} title={t('welcome.import')} hint={t('welcome.importHint')}>
            {(hint) => (
              <Button
                variant="primary"
                ref={importButton}
                aria-describedby={hint}
                onPress={() => void importConference()}
              >
                {t('welcome.importButton')}
              </Button>
            )}
          </Choice>
          <Choice
            icon={<CalendarDays aria-hidden />}
            title={t('welcome.practise', { title })}
            hint={t('welcome.practiseHint')}
          >
            {(hint) => (
              <Button aria-describedby={hint} onPress={practise}>
                {t('welcome.practiseButton')}
              </Button>
            )}
          </Choice>
          <Choice icon={<FolderUp aria-hidden />} title={t('welcome.bring')} hint={t('welcome.bringHint')}>
            {(hint) => <OpenNotebook label={t('welcome.bringButton')} describedBy={hint} />}
          </Choice>
        </ul>
        <section className={styles.you}>
          <PartTitle>{t('welcome.you')}</PartTitle>
          <CoverFields person={['name']} office={['role', 'office', 'division']} />
        </section>
        {!window.desktop.isEncrypted && (
          <p className={styles.encryption}>
            {t('encryption.offer')}{' '}
            <LinkButton onClick={() => go(buildRoute('settings', 'encryption'))}>
              {t('encryption.offerLink')}
            </LinkButton>
          </p>
        )}
      </div>
    </article>
  )
}

function Choice({
  icon,
  title,
  hint,
  children,
}: {
  icon: ReactNode
  title: string
  hint: string
  /** Renders the button; `hint` is the id of the text that describes it. */
  children: (hint: string) => ReactNode
}) {
  const id = useId()
  return (
    <li>
      {icon}
      <div>
        <strong>{title}</strong>
        <p id={id}>{hint}</p>
      </div>
      {children(id)}
    </li>
  )
}
