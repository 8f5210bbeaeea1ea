/** Titles run together by the source are joined with " · "; the dot then ends a line rather than beginning one. */
export function sessionTitle(title: string): string {
  return title.replaceAll(' · ', '\u00a0· ')
}
