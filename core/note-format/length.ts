/** The maximum length of a note in UTF-16 characters: far above what anyone types in a session, to guard against pasted files. */
export const MAX_NOTE_LENGTH = 2_000_000
/** Far above a photo from a phone, which has a few megabytes. */
export const MAX_PICTURE_BYTES = 25 * 1024 * 1024
