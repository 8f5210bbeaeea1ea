/** Shortens an address to its host and file name: `example.org/slides.pdf`. */
export function shortenAddress(url: string): string {
  const { host, pathname } = URL.canParse(url) ? new URL(url) : { host: '', pathname: url }
  const file = pathname.split('/').filter(Boolean).at(-1) ?? ''
  if (file === '') return host
  if (host === '') return file
  return `${host.replace(/^www\./, '')}/${formatFileName(file)}`
}

function formatFileName(file: string): string {
  try {
    return decodeURIComponent(file)
  } catch {
    return file // A percent sign that is not an escape.
  }
}
