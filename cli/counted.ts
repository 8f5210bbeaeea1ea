/** “1 room”, “2 rooms”. Of what adds an s. */
export function formatCount(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** “1102 sessions, 33 cancelled”: those that are on, and the others if there are any. */
export function sessionCount(on: number, cancelled: number): string {
  return formatCount(on, 'session') + (cancelled === 0 ? '' : `, ${cancelled} cancelled`)
}
