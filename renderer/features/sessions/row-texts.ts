/**
 * Texts for the rows of a long list, passed to each row. With hooks of their own, rows would add hundreds of subscriptions on every filter
 * change and scroll.
 */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instant, Session } from '../../../db/model.ts'
import { getMinute, getSessionName } from '../schedule/index.ts'
import { useConferenceFormat } from './format.ts'

const MINUTES_A_DAY = 24 * 60
/** A row names at most this many other sessions or colleagues, since it cannot expand. */
const MAX_NAMES = 2
/** A placeholder for a name. */
const NAME = '\u{fffc}'

export type RowTexts = ReturnType<typeof useRowTexts>

export function useRowTexts() {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const { formatTime, formatStart, formatTimes, formatLastDay } = useConferenceFormat()
  return useMemo(() => {
    let list: Intl.ListFormat | undefined
    /** Created when it is needed, since that takes longer than rendering a row. */
    const join = (names: readonly string[]) => {
      list ??= new Intl.ListFormat(language)
      return list.format(names)
    }
    // The text around the names is translated only once, because i18next would take long for hundreds of rows.
    const starText = t('session.star', { name: NAME })
    const sameTimeText = t('agenda.sameTimeAs', { names: NAME })
    const overlapText = t('agenda.overlaps', { names: NAME })
    const textsByInstant = new Map<Instant, string>()
    /** `09:30`. Cached, because ten thousand sessions start at a few hundred instants. */
    const formatCachedTime = (instant: Instant) => {
      const text = textsByInstant.get(instant) ?? formatTime(instant)
      textsByInstant.set(instant, text)
      return text
    }
    const isWithinDay = ({ kind, start, end }: Pick<Session, 'start' | 'end' | 'kind'>) =>
      kind !== 'milestone' && (end === null || getMinute(end) - getMinute(start) < MINUTES_A_DAY)
    return {
      t,
      language,
      formatTime: formatCachedTime,
      /** `09:30`, or the text for whole days */
      formatStart: (session: Session) =>
        isWithinDay(session) ? formatCachedTime(session.start) : formatStart(session),
      /** `09:30–11:00` */
      formatTimes: (session: Pick<Session, 'start' | 'end' | 'kind'>) => {
        const { start, end } = session
        if (!isWithinDay(session)) return formatTimes(session)
        return end === null ? formatCachedTime(start) : `${formatCachedTime(start)}–${formatCachedTime(end)}`
      },
      /** "until Sat 19 Nov", for several whole days */
      formatUntil: (session: Session) => {
        // Only milestones can be whole days, so other sessions need no time zone computation.
        const day = session.kind === 'milestone' ? formatLastDay(session) : null
        return day === null ? null : t('session.untilDay', { day })
      },
      /** The button's name: "Star for Workshop 9" */
      getStarLabel: (session: Session) => starText.replace(NAME, () => getSessionName(session)),
      /** "AE BM", or "AE BM +2" for more than two */
      formatInitials: (names: readonly string[]) =>
        [
          ...names.slice(0, MAX_NAMES).map(getInitials),
          ...(names.length > MAX_NAMES ? [`+${names.length - MAX_NAMES}`] : []),
        ].join(' '),
      /** "Attended by Anna Ek and Jan Novák" */
      describeAttendees: (names: readonly string[]) => t('coverage.attendedBy', { names: join(names) }),
      /**
       * "Same time as Workshop 7 and Workshop 8", or, if there are more, "Same time as Workshop 7, Workshop 8 and 3 others with a star"
       */
      describeClash: ({ start }: Session, others: readonly Session[]) => {
        const named = others.slice(0, MAX_NAMES).map(getSessionName)
        const unnamedCount = others.length - named.length
        const names =
          unnamedCount > 0
            ? `${named.join(', ')} ${t('agenda.otherStars', { count: unnamedCount })}`
            : join(named)
        const text = others.every((other) => other.start === start) ? sameTimeText : overlapText
        return text.replace(NAME, () => names)
      },
    }
  }, [t, language, formatTime, formatStart, formatTimes, formatLastDay])
}

/** The first letters of the first and the last name. */
function getInitials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  // A letter outside of the basic plane consists of two code units.
  const getFirstLetter = (word: string) => [...word][0] ?? ''
  return `${getFirstLetter(first)}${getFirstLetter(last)}`.toLocaleUpperCase()
}
