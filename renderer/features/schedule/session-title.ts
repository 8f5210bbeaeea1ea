/** Sources join several titles with " · ". Here the dot stays at the end of a line instead of starting the next one. */
export function getSessionTitle(title: string): string {
  return title.replaceAll(' · ', '\u00a0· ')
}
