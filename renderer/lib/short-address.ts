/** `example.org/…/slides.pdf`: where it leads, and what it is called there. */
export function shortAddress(url: string): string {
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: '', pathname: url }
  const file = pathname.split('/').filter(Boolean).at(-1) ?? ''
  return file === '' || host === '' ? host || file : `${host.replace(/^www\./, '')}/${shown(file)}`
}

function shown(file: string): string {
  try {
    return decodeURIComponent(file)
  } catch {
    return file // a percent sign that stands for itself
  }
}
