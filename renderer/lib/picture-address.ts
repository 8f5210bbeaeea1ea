/** @returns the URL of a stored picture (electron/urls.ts) */
export function pictureAddress(sha256: string): string {
  return `app://rapporteur/picture/${sha256}`
}
