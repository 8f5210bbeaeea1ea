/** A programme that was packed into a ZIP file by itself, as mail programs and file managers do. */
import { message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { takeBeginning } from '../../formats/decode.ts'
import { readZip } from '../../formats/read-zip.ts'
import { exportIn, getPart } from './open-event/importer.ts'

export type PackedFile = { bytes: Uint8Array; fileName: string }

/** What macOS puts beside the files. */
const ASIDE = /(?:^|\/)(?:__MACOSX\/|\._)/
/** Beyond that they are named by their number. */
const NAMED = 6

/**
 * The one file in it that a format knows by its content; else the one that is called like a programme, so that what is wrong with it is
 * told. null: none, or the ZIP file as a whole is an export of Open Event. Throws StoreError `bad-file` for several.
 */
export function fileInZip(
  bytes: Uint8Array,
  extensions: readonly string[],
  isKnown: (beginning: string) => boolean,
): PackedFile | null {
  const isNamed = (name: string) =>
    !ASIDE.test(name) && extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`))
  const files = readZip(bytes, (name) => getPart(name) !== null || isNamed(name))
  if (exportIn([...files.keys()]) !== null) return null
  const named = [...files].filter(([name]) => isNamed(name))
  const known = named.filter(([, content]) => isKnown(takeBeginning(content)))
  const [first, ...others] = known.length > 0 || named.length > 1 ? known : named
  if (!first) return null
  if (others.length > 0) {
    const names = known.slice(0, NAMED).map(([name]) => `“${name.slice(0, 80)}”`)
    throw new StoreError(
      'bad-file',
      message('zip.several-programmes', {
        count: known.length,
        names: `${names.join(', ')}${known.length > NAMED ? ' …' : ''}`,
      }),
    )
  }
  const [name, content] = first
  return { bytes: content, fileName: name.slice(name.lastIndexOf('/') + 1) }
}
