/**
 * Reminders in the window for starred sessions that are about to start. Each stays until it is opened, dismissed or well under way.
 * F6 moves the focus here from anywhere, Escape moves it back.
 */
import { useQueries } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { appKeys, isKey } from '../../../core/keys.ts'
import {
  getReminderContext,
  isReminderShown,
  isSameReminder,
  type Reminder,
  type ShownConference,
  sortByUrgency,
} from '../../../core/reminder.ts'
import { countMinutesBetween } from '../../../core/time.ts'
import type { ConferenceSlug } from '../../../db/model.ts'
import { useMinute } from '../../lib/clock.ts'
import { setPreferences, usePreference } from '../../lib/preferences.ts'
import { createQuery, useStoreQuery } from '../../lib/queries.ts'
import { focusMain } from '../../lib/restore-focus.ts'
import { buildRoute } from '../../lib/router.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { openConference, pickConference } from '../sessions/index.ts'
import { rememberDismissed, wasDismissed } from './dismissed-reminders.ts'
import styles from './reminder-banner.module.css'

/** Few, because each takes a line away from the note. */
const SHOWN_AT_FIRST = 2

export function ReminderBanner() {
  const { t } = useTranslation()
  const now = useMinute()
  const [reminders, setReminders] = useState<readonly Reminder[]>([])
  const [isOpen, setIsOpen] = useState(false)
  const region = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const previousFocus = useRef<HTMLElement | null>(null)
  useEffect(
    () =>
      window.desktop.onReminder((reminder) => {
        if (wasDismissed(reminder)) return
        // A new reminder for the same session replaces the old one, since the session may have moved.
        setReminders((others) => [...others.filter((other) => !isSameReminder(other, reminder)), reminder])
      }),
    [],
  )
  useEffect(
    () =>
      window.desktop.onReminderSettled((settled) => {
        setReminders((all) => all.filter((reminder) => !isSameReminder(reminder, settled)))
      }),
    [],
  )
  const stillApplies = useAppliesTest(reminders)
  const shownConference = useConferenceOnScreen()
  const dueReminders = sortByUrgency(
    reminders.filter((reminder) => isReminderShown(reminder, now) && stillApplies(reminder)),
    now,
  )
  const hiddenCount = dueReminders.length - SHOWN_AT_FIRST
  // Collapse the list once the reminders fit.
  if (isOpen && hiddenCount <= 0) setIsOpen(false)
  const shownReminders = isOpen ? dueReminders : dueReminders.slice(0, SHOWN_AT_FIRST)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isKey(event, appKeys.nextRegion, window.desktop.platform)) return
      const button = region.current?.querySelector('button')
      // If the focus is already in the reminders, F6 moves on as from any region (lib/regions.ts).
      if (!button || region.current?.contains(document.activeElement)) return
      event.preventDefault()
      button.focus()
    }
    // Listens in the capturing phase, since lib/regions.ts listens for the same key and is loaded earlier.
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])

  const restoreFocus = () => {
    const { current: element } = previousFocus
    previousFocus.current = null
    if (element?.isConnected) element.focus()
    else focusMain('editor')
  }
  const settle = (reminder: Reminder) => {
    setReminders((all) => all.filter((other) => other !== reminder))
    void window.desktop.settleReminder(reminder.conference, reminder.session)
  }
  const open = (reminder: Reminder) => {
    settle(reminder)
    previousFocus.current = null
    void openSession(reminder)
  }
  const dismiss = (reminder: Reminder) => {
    settle(reminder)
    rememberDismissed([reminder])
    restoreFocus()
  }
  const dismissAll = () => {
    for (const reminder of dueReminders) settle(reminder)
    rememberDismissed(dueReminders)
    restoreFocus()
  }
  const toggleOthers = () => {
    flushSync(() => setIsOpen(!isOpen))
    if (!isOpen) list.current?.children[SHOWN_AT_FIRST]?.querySelector('button')?.focus()
  }
  return (
    <div
      ref={region}
      role="status"
      // A new reminder is read out, but not the minutes that count down.
      aria-atomic={false}
      aria-relevant="additions"
      aria-label={t('reminders.title')}
      onFocus={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget))
          previousFocus.current = relatedTarget as HTMLElement | null
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') restoreFocus()
      }}
    >
      {shownReminders.length > 0 && (
        <ul ref={list} className={styles.list}>
          {shownReminders.map((reminder, index) => (
            <li key={`${reminder.conference} ${reminder.session}`} className={styles.reminder}>
              <Bell aria-hidden />
              <p className={styles.words}>
                <strong title={reminder.name}>{reminder.name}</strong>
                <span>{getFacts(reminder)}</span>
              </p>
              <div className={styles.actions}>
                {index === 0 && (
                  <span aria-hidden>
                    <Kbd>{appKeys.nextRegion}</Kbd>
                  </span>
                )}
                <Button onPress={() => open(reminder)}>{t('reminders.open')}</Button>
                <Button variant="quiet" onPress={() => dismiss(reminder)}>
                  {t('reminders.dismiss')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {dueReminders.length > 1 && (
        <div className={styles.all}>
          {hiddenCount > 0 && (
            <LinkButton aria-expanded={isOpen} onClick={toggleOthers}>
              {isOpen ? t('reminders.fewer') : t('session.others', { count: hiddenCount })}
            </LinkButton>
          )}
          <Button variant="quiet" onPress={dismissAll}>
            {t('reminders.dismissAll')}
          </Button>
        </div>
      )}
    </div>
  )

  function getFacts(reminder: Reminder): string {
    const { time, conference } = getReminderContext(reminder, shownConference)
    const minutes = countMinutesBetween(now, reminder.start)
    const start =
      minutes > 0
        ? t('reminders.startsIn', { time, minutes })
        : t(minutes === 0 ? 'reminders.startsNow' : 'reminders.started', { time })
    return [start, reminder.room, conference].filter(Boolean).join(' · ')
  }
}

/**
 * @returns the conference on the screen; in a note's own window, the conference of the note. The main window reports it to the system's
 * notifications
 */
function useConferenceOnScreen(): ShownConference | null {
  const preferred = usePreference('conference')
  const { data: all = [] } = useStoreQuery('conferences.list', {})
  const { note } = window.desktop
  const slug = note ? note.conference : pickConference(all, preferred)
  const timeZone = all.find((conference) => conference.slug === slug)?.timeZone
  useEffect(() => {
    if (!note && slug && timeZone) void window.desktop.setOnScreen(slug, timeZone)
  }, [note, slug, timeZone])
  return slug && timeZone ? { conference: slug, timeZone } : null
}

/** @returns a test for whether a reminder still applies: its session is starred and its conference exists. True while these are loading */
function useAppliesTest(reminders: readonly Reminder[]): (reminder: Reminder) => boolean {
  const conferences = [...new Set(reminders.map(({ conference }) => conference as ConferenceSlug))]
  const stars = useQueries({
    queries: conferences.map((conference) => createQuery('stars.list', { conference })),
  })
  const { data: present } = useStoreQuery('conferences.list', {})
  return ({ conference, session }) =>
    (present?.some(({ slug }) => slug === conference) ?? true) &&
    (stars[conferences.indexOf(conference as ConferenceSlug)]?.data?.some((guid) => guid === session) ?? true)
}

async function openSession({ conference, session }: Reminder): Promise<void> {
  const route = buildRoute('agenda', session)
  if (!window.desktop.note) return openConference(conference as ConferenceSlug, route)
  // Preferences set in a note's own window apply to the main window too.
  setPreferences({ conference })
  await window.desktop.showInMain(route)
}
