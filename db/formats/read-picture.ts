/** What a picture is, by its content: whatever it is called, and wherever it comes from. */
import { createHash } from 'node:crypto'
import { imageSize } from 'image-size'
import { message } from '../../core/i18n/message.ts'
import { MAX_PICTURE_BYTES } from '../../core/note-format/length.ts'
import { StoreError } from '../errors.ts'

export type ReadPicture = {
  sha256: string
  type: 'image/png' | 'image/jpeg' | 'image/gif'
  width: number
  height: number
  size: number
  /** Its camera lay on its side. */
  turned: boolean
}

const types: Record<string, ReadPicture['type']> = { png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif' }
/** Twice the largest camera. What is drawn takes four bytes for each. */
const MOST_PIXELS = 120_000_000

/** Throws `bad-file` for what is not a picture that every program shows. */
export function readPicture(bytes: Uint8Array): ReadPicture {
  const megabytes = MAX_PICTURE_BYTES / 1024 / 1024
  if (bytes.length > MAX_PICTURE_BYTES) {
    throw new StoreError('bad-file', message('picture.too-large', { megabytes }))
  }
  const { type, width, height, turned } = getSize(bytes)
  if (width * height > MOST_PIXELS) {
    throw new StoreError('bad-file', message('picture.too-many-pixels', { width, height }))
  }
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    type,
    width,
    height,
    size: bytes.length,
    turned,
  }
}

function getSize(bytes: Uint8Array): Omit<ReadPicture, 'sha256' | 'size'> {
  try {
    const { type: name = '', width, height, orientation = 1 } = imageSize(bytes)
    const type = types[name]
    if (type && width > 0 && height > 0) {
      // Exif 2.32 §4.6.4: from 5 on it lies on its side.
      const [across, down] = orientation > 4 ? [height, width] : [width, height]
      return { type, width: across, height: down, turned: orientation !== 1 }
    }
  } catch {
    // Of no kind that is known, or cut short.
  }
  throw new StoreError('bad-file', message('picture.other-kind'))
}
