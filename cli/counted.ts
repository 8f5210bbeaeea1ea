/** “1 room”, “2 rooms”. Of what adds an s. */
export function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
