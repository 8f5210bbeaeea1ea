/** Days for which what was deleted can be brought back. */
export const TRASH_DAYS = 30
