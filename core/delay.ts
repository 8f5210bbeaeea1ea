/** The longest that a session can run late, in minutes. */
export const MAX_DELAY_MINUTES = 12 * 60
