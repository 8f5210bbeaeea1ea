import { getZoneName, isTimeZone } from './zones.ts'

/** A reminder of a starred session, passed from the store to the system's notification or to the window. */
export type Reminder = {
  /** The conference's slug; '' while the notebook is locked. */
  conference: string
  conferenceTitle: string
  /** The session's guid. */
  session: string
  /** "Workshop 9 · Crime and jurisdiction in cyberspace"; '' while the notebook is locked. */
  name: string
  /** The instant of the start. */
  start: string
  /** "14:30", in the conference's zone. */
  time: string
  timeZone: string
  room: string | null
  /** Minutes until the start when the reminder came, rounded up; 0 if it starts now, negative if the computer slept until after the start. */
  minutes: number
}

/** The part of a reminder that main may know while the notebook is locked. `at`: when it is due. `until`: when it has become useless. */
export type LockedReminder = Pick<Reminder, 'start' | 'time' | 'timeZone' | 'room'> & {
  at: string
  until: string
}

/** A reminder without session, conference and title. `now` as in the conference clock. */
export function toReminder({ at: _at, until: _until, ...shown }: LockedReminder, now: string): Reminder {
  const minutes = Math.ceil((Date.parse(shown.start) - Date.parse(now)) / 60_000) || 0
  const id = `${shown.start} ${shown.room ?? ''}`
  return { ...shown, conference: '', conferenceTitle: '', session: id, name: '', minutes }
}

/** The maximum number of minutes before the start. */
export const MAX_REMINDER_MINUTES = 60
/** The default, in minutes before the start. */
export const DEFAULT_REMINDER_MINUTES = 10

/** In minutes: how long a reminder stays after the start, since a delegate who returns to the laptop by then may still go. */
export const MINUTES_SHOWN_AFTER_START = 15

/** Whether a reminder is still shown at `now`. A reminder that came after the start is shown as long as one that came at the start. */
export function isReminderShown(
  { start, minutes }: Pick<Reminder, 'start' | 'minutes'>,
  now: string,
): boolean {
  const since = (Date.parse(now) - Date.parse(start)) / 60_000
  return since + Math.min(minutes, 0) < MINUTES_SHOWN_AFTER_START
}

/** Whether both reminders are for the same session, which may have been rescheduled in between. */
export function isSameReminder(
  a: Pick<Reminder, 'conference' | 'session'>,
  b: Pick<Reminder, 'conference' | 'session'>,
): boolean {
  return a.conference === b.conference && a.session === b.session
}

/** Upcoming sessions first, soonest first; then started ones, latest first. Only the first few are visible. */
export function sortByUrgency<T extends Pick<Reminder, 'start'>>(reminders: readonly T[], now: string): T[] {
  const getTimeLeft = ({ start }: T) => Date.parse(start) - Date.parse(now)
  return [...reminders].sort((a, b) => {
    const [leftOfA, leftOfB] = [getTimeLeft(a), getTimeLeft(b)]
    return leftOfA >= 0 && leftOfB >= 0 ? leftOfA - leftOfB : leftOfB - leftOfA
  })
}

/** A dismissed reminder. `at`: the conference clock at that moment, which differs from the computer's in a rehearsal (`rehearsed`). */
export type DismissedReminder = Pick<Reminder, 'conference' | 'session' | 'start'> & {
  at: string
  rehearsed: boolean
}

/**
 * A reminder stays dismissed, also after a restart. A rehearsal does not affect the real day, nor a later rehearsal whose clock is set to an earlier
 * time; a moved session gives a new reminder.
 */
export function isDismissed(
  { conference, session, start }: Pick<Reminder, 'conference' | 'session' | 'start'>,
  dismissed: readonly DismissedReminder[],
  clock: Pick<DismissedReminder, 'at' | 'rehearsed'>,
): boolean {
  return dismissed.some(
    (reminder) =>
      reminder.conference === conference &&
      reminder.session === session &&
      reminder.start === start &&
      reminder.rehearsed === clock.rehearsed &&
      reminder.at <= clock.at,
  )
}

/** The slug of the conference on screen, and the time zone of its clock. */
export type ShownConference = { conference: string; timeZone: string }

/**
 * @returns what the screen does not show: the time with its zone ("14:45 (Europe/Berlin)") if the clock on the screen has another zone, and the
 * conference's title if another one is on screen
 */
export function getReminderContext(
  { conference, conferenceTitle, start, time, timeZone }: Reminder,
  shown: ShownConference | null,
): { time: string; conference: string | null } {
  const toWallTime = (zone: string) => new Date(start).toLocaleString('en', { timeZone: zone })
  // Checked here and not when the window names the zone: the first check loads all time zones, which would delay the first frame.
  const isOtherClock =
    !shown || !isTimeZone(shown.timeZone) || toWallTime(timeZone) !== toWallTime(shown.timeZone)
  return {
    time: isOtherClock ? `${time} (${getZoneName(timeZone)})` : time,
    conference: conference === shown?.conference ? null : conferenceTitle,
  }
}
