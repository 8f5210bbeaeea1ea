/** Names of time zones. Without Temporal, since the main process uses them at every start. */

/** Abbreviations such as CST that Intl accepts, although each has several meanings. Temporal throws an error for them. */
const AMBIGUOUS = /^(?:AC|AE|AG|AR|AS|BE|BS|CA|CN|CS|CT|EA|EC|IE|IS|JS|MI|NE|NS|PL|PN|PR|PS|SS|VS)T$/i

/** Whether this is an IANA zone with its rules, unlike an offset such as +01:00. */
export function isTimeZone(name: string): boolean {
  if (/^[+\-\d]/.test(name) || AMBIGUOUS.test(name)) return false
  try {
    Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/**
 * The name of a zone for display. Names of offset zones have POSIX signs, the reverse of common usage: `Etc/GMT-1` becomes `UTC+1`. Other
 * zones have their IANA name.
 */
export function getZoneName(timeZone: string): string {
  const [, sign, hours] = /^Etc\/GMT(?:([+-])(\d{1,2}))?$/.exec(timeZone) ?? []
  if (sign !== undefined && hours !== '0') return `UTC${sign === '-' ? '+' : '−'}${hours}`
  return /^Etc\/(?:GMT|UTC|Greenwich|UCT|Universal|Zulu)/.test(timeZone) ? 'UTC' : timeZone
}

/** Whether the zone belongs to a place, and is not only an offset from UTC. */
export function isZoneOfPlace(timeZone: string): boolean {
  return !/^(?:UTC$|GMT$|Etc\/)/.test(timeZone)
}
