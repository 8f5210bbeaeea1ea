/**
 * What the rows of a long list need to say, handed to each: hooks of their own would make hundreds of subscriptions with every
 * filter and every turn of the wheel.
 */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instant, Session } from '../../db/model.ts'
import { sessionName } from '../programme.ts'
import { useConferenceFormat } from './format.ts'

/** Stands for a name until there is one. */
const NAME = '\u{fffc}'

export type RowWords = ReturnType<typeof useRowWords>

export function useRowWords() {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const { formatTime } = useConferenceFormat()
  return useMemo(() => {
    const list = new Intl.ListFormat(language)
    const starred = t('session.star', { name: NAME })
    const times = new Map<Instant, string>()
    return {
      t,
      language,
      /** `09:30`. Remembered: ten thousand sessions start at a few hundred instants. */
      time: (instant: Instant) => {
        const known = times.get(instant) ?? formatTime(instant)
        times.set(instant, known)
        return known
      },
      /** Of the button: "Star for Workshop 9". The words around the name are asked for once. */
      star: (session: Session) => starred.replace(NAME, () => sessionName(session)),
      /** "Same time as Workshop 7 and Workshop 8" */
      clash: ({ start }: Session, others: readonly Session[]) => {
        const names = list.format(others.map(sessionName))
        return others.every((other) => other.start === start)
          ? t('agenda.sameTimeAs', { names })
          : t('agenda.overlaps', { names })
      },
    }
  }, [t, language, formatTime])
}
