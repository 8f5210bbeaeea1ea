/** Programmes join several titles with " · ". Keeps the dot at the end of a line, so that no line starts with it. */
export function getSessionTitle(title: string): string {
  return title.replaceAll(' · ', '\u00a0· ')
}
