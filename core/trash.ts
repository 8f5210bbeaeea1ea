/** The number of days for which deleted notes and contacts can be restored. */
export const TRASH_DAYS = 30
