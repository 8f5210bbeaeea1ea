/** Makes file names that are valid on every system. Windows has the strictest rules, and Linux counts bytes. */

/** Bytes in UTF-8; file systems allow 255, and a suffix such as " (1)" or ".part" may be added. */
const MAX_BYTES = 200
/** Device names of Windows, with or without an extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i

/**
 * Removes characters that a file name must not contain, and adds the extension: "Mission report Octopus Conference 2016.md". A folder has
 * no extension.
 */
export function toFileName(title: string, extension: string): string {
  const words = title
    .normalize('NFC')
    .toWellFormed()
    // Replaces separators, wildcards, and control and invisible characters, including those that change the text direction.
    .replaceAll(/[<>:"/\\|?*\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
  const stem = trimName(cutToBytes(trimName(words), MAX_BYTES)) || 'Report'
  const name = RESERVED.test(stem) ? `Report ${stem}` : stem
  return extension === '' ? name : `${name}.${extension}`
}

/** A leading dot would hide the file, and Windows drops trailing dots and spaces. */
function trimName(text: string): string {
  return text.replace(/^[. ]+/, '').replace(/[. ]+$/, '')
}

function cutToBytes(text: string, bytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes))
  return text.slice(0, read)
}
