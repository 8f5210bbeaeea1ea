/** “1 room”, “2 rooms”. Only for nouns with a plural in -s. */
export function formatCount(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** “1102 sessions, 33 cancelled”. */
export function sessionCount(on: number, cancelled: number): string {
  return formatCount(on, 'session') + (cancelled === 0 ? '' : `, ${cancelled} cancelled`)
}
