/** Dates, times and durations as people write them in tables → as frab writes them. '' or the text itself: not understood. */

export type DateOrder = 'day-first' | 'month-first'

/** `31/05` tells which comes first, `05/06` does not; dots stand between day and month everywhere. null: nothing tells. */
export function dateOrderOf(dates: readonly string[]): DateOrder | null {
  for (const text of dates) {
    const [, first, second] = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b/.exec(text) ?? []
    if (Number(first) > 12) return 'day-first'
    if (Number(second) > 12) return 'month-first'
  }
  return null
}

export function isAmbiguous(text: string): boolean {
  const [, first, second] = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b/.exec(text) ?? []
  return (
    first !== undefined && Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second)
  )
}

export type When = { date: string; time: string; offset: string }

/** `2026-05-04`, `04.05.2026 9:30`, `5/4/2026 2:30 PM`, `2026-05-04T09:30:00Z`, `9h30`, `14.30`. */
export function readWhen(text: string, order: DateOrder): When {
  const plain = text.trim().replace(/^[a-zа-яё]{2,12}[,.]?\s+(?=\d)/iu, '')
  const [whole = '', date = ''] = DATE.exec(plain) ?? []
  const rest = plain.slice(whole.length).replace(/^[\sT,]+/, '')
  return { date: readDate(date, order), ...readClock(rest) }
}

const DATE = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?=$|[\sT,])/

function readDate(text: string, order: DateOrder): string {
  const [first = '', second = '', third = ''] = text.split(/[-/.]/)
  if (third === '') return ''
  if (first.length === 4) return joined(first, second, third)
  const year = third.length === 2 ? `20${third}` : third
  const isDayFirst = text.includes('.') || order === 'day-first'
  return isDayFirst ? joined(year, second, first) : joined(year, first, second)
}

const joined = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`

function readClock(text: string): Omit<When, 'date'> {
  const [, hours, minutes = '00', half, offset = ''] =
    /^(\d{1,2})(?:[:.h]\s?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?:h|uhr|ч)?\s*([ap]\.?\s?m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?(?:\s*[-–—].*)?$/i.exec(
      text.slice(0, 60),
    ) ?? []
  if (hours === undefined) return { time: '', offset: '' }
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0)
  return { time: `${String(hour).padStart(2, '0')}:${minutes}`, offset }
}

/** What stands behind the dash of `9:30–11:00`; '' if there is none. */
export function readEndOfSpan(text: string): string {
  const end = /\d\s*(?:[ap]\.?m\.?)?\s*[-–—]\s*(\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?)?)\s*$/i.exec(
    text.slice(0, 60),
  )?.[1]
  return end === undefined ? '' : readClock(end).time
}

/** `90`, `45 min`, `1h30`, `1:30`, `1,5 h` → `1:30`. */
export function readLength(text: string): string {
  const plain = text.trim().toLowerCase()
  const minutes = /^(\d{1,4})(?:\s*(?:m|min|mins|minutes?|минут[аы]?|мин)\.?)?$/u.exec(plain)?.[1]
  if (minutes !== undefined)
    return `0:${minutes}`.replace(/^0:(\d+)$/, (_, all: string) => clockOf(Number(all)))
  const [, hours, rest = '0'] =
    /^(\d{1,3})\s*(?:h|hours?|heures?|horas?|ч|час(?:а|ов)?)\.?\s*(\d{1,2})?(?:\s*(?:m|min|мин)\.?)?$/u.exec(
      plain,
    ) ?? []
  if (hours !== undefined) return clockOf(Number(hours) * 60 + Number(rest))
  const part = /^(\d{1,2})[.,](\d)\s*(?:h|hours?|heures?|horas?|ч)$/u.exec(plain)
  if (part) return clockOf(Number(part[1]) * 60 + Number(part[2]) * 6)
  return text.trim()
}

const clockOf = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
