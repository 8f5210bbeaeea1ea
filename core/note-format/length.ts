/** Kept well above what anyone types in a session; a guard against pasted files. Characters (UTF-16). */
export const MAX_NOTE_LENGTH = 2_000_000
/** A photo of a phone is a few megabytes. */
export const MAX_PICTURE_BYTES = 25 * 1024 * 1024
