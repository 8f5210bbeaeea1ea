/** What an export of Open Event (eventyay) consists of: in a ZIP file, or in the folder that one was unpacked into. */
export const OPEN_EVENT_PART = /^(event|sessions|speakers|microlocations|tracks|session[_-]types)(?:\.json)?$/

/** `names`: of the files of a folder. Unpacked, an export is one programme, and not several files. */
export function isOpenEvent(names: readonly string[]): boolean {
  const parts = names.map((name) => OPEN_EVENT_PART.exec(name)?.[1])
  return parts.includes('event') && parts.includes('sessions')
}
