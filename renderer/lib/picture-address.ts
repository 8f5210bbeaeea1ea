/** @returns the URL of a stored picture (electron/urls.ts) */
export function getPictureAddress(sha256: string): string {
  return `app://rapporteur/picture/${sha256}`
}
