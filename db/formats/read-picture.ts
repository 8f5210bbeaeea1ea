/** Recognises a picture by its content, regardless of its name and origin. */
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
  /** The Exif orientation is not the normal one. */
  isReoriented: boolean
}

const types: Record<string, ReadPicture['type']> = { png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif' }
/** Twice the largest camera's resolution. A decoded pixel takes four bytes. */
const MAX_PIXELS = 120_000_000

/** Throws `bad-file` unless the bytes are PNG, JPEG or GIF. */
export function readPicture(bytes: Uint8Array): ReadPicture {
  const megabytes = MAX_PICTURE_BYTES / 1024 / 1024
  if (bytes.length > MAX_PICTURE_BYTES) {
    throw new StoreError('bad-file', message('picture.too-large', { megabytes }))
  }
  const { type, width, height, isReoriented } = getSize(bytes)
  if (width * height > MAX_PIXELS) {
    throw new StoreError('bad-file', message('picture.too-many-pixels', { width, height }))
  }
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    type,
    width,
    height,
    size: bytes.length,
    isReoriented,
  }
}

function getSize(bytes: Uint8Array): Omit<ReadPicture, 'sha256' | 'size'> {
  try {
    const { type: name = '', width, height, orientation = 1 } = imageSize(bytes)
    const type = types[name]
    if (type && width > 0 && height > 0) {
      // Exif 2.32 §4.6.4: orientations from 5 on are rotated by a quarter turn.
      const [displayWidth, displayHeight] = orientation > 4 ? [height, width] : [width, height]
      return { type, width: displayWidth, height: displayHeight, isReoriented: orientation !== 1 }
    }
  } catch {
    // The kind is unknown, or the file is truncated.
  }
  throw new StoreError('bad-file', message('picture.other-kind'))
}
