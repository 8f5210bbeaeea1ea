/** Recognises an export of Open Event (eventyay), as a ZIP file or an unpacked folder. */
export const OPEN_EVENT_PART = /^(event|sessions|speakers|microlocations|tracks|session[_-]types)(?:\.json)?$/

/** `names`: the files of a folder. An unpacked export is one programme, not several files. */
export function isOpenEvent(names: readonly string[]): boolean {
  const parts = names.map((name) => OPEN_EVENT_PART.exec(name)?.[1])
  return parts.includes('event') && parts.includes('sessions')
}
