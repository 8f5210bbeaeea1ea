/** Reads a single programme in a ZIP file, as mail programs and file managers pack it. */
import { message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { takeBeginning } from '../../formats/decode.ts'
import { readZip } from '../../formats/read-zip.ts'
import { findExport, getPart } from './open-event/importer.ts'

export type PackedFile = { bytes: Uint8Array; fileName: string }

/** Files that macOS adds. */
const MAC_FILES = /(?:^|\/)(?:__MACOSX\/|\._)/
/** The error names at most this many files. */
const MAX_NAMED_FILES = 6

/**
 * Chooses the only file that a format recognises by content. If none is recognised, chooses the only file with the extension of a programme,
 * whose reader then reports what is wrong. @returns null if there is no such file, or if the whole ZIP is an export of Open Event. Throws
 * StoreError `bad-file` if there are several.
 */
export function findFileInZip(
  bytes: Uint8Array,
  extensions: readonly string[],
  isKnown: (beginning: string) => boolean,
): PackedFile | null {
  const hasExtension = (name: string) =>
    !MAC_FILES.test(name) && extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`))
  const files = readZip(bytes, (name) => getPart(name) !== null || hasExtension(name))
  if (findExport([...files.keys()]) !== null) return null
  const candidates = [...files].filter(([name]) => hasExtension(name))
  const recognised = candidates.filter(([, content]) => isKnown(takeBeginning(content)))
  const [first, ...others] = recognised.length > 0 || candidates.length > 1 ? recognised : candidates
  if (!first) return null
  if (others.length > 0) {
    const names = recognised.slice(0, MAX_NAMED_FILES).map(([name]) => `“${name.slice(0, 80)}”`)
    throw new StoreError(
      'bad-file',
      message('zip.several-programmes', {
        count: recognised.length,
        names: `${names.join(', ')}${recognised.length > MAX_NAMED_FILES ? ' …' : ''}`,
      }),
    )
  }
  const [name, content] = first
  return { bytes: content, fileName: name.slice(name.lastIndexOf('/') + 1) }
}
