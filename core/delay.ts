/** The longest that a session can run late, in minutes. */
export const MAX_DELAY = 12 * 60
