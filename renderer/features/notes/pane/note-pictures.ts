/** Stores the pictures of notes and reports the result. */
import i18next from 'i18next'
import type { AddedPicture, Picture } from '../../../../db/model.ts'
import type { PictureSource } from '../../../editor/plugins/pictures.ts'
import type { PictureTools } from '../../../editor/ui/picture-form.tsx'
import { getErrorText } from '../../../lib/error-text.ts'
import { getPictureAddress } from '../../../lib/picture-address.ts'
import { watchAnswer } from '../../../lib/queries.ts'
import { call } from '../../../lib/store-client.ts'
import { formatBytes } from '../../../lib/system-format.ts'
import { announce } from '../../../ui/undo-bar.tsx'

/** Bytes above which the size is reported, because every backup contains the picture again. */
const LARGE_PICTURE_BYTES = 1_000_000
/** Bytes below which shrinking a picture gains nothing. */
const MIN_SHRUNK_BYTES = 300_000
const EXTENSIONS = ['png', 'jpg', 'jpeg', 'gif']

/** The functions that the editor needs for pictures. */
export const pictureTools: PictureTools = {
  add: storePictures,
  getFacts,
  shrink: loadSmallerPicture,
  watchText: (sha256, listener) => watchAnswer('pictures.text', { sha256 }, listener),
  copyText: async (text) => {
    await window.desktop.copy(text)
    announce(i18next.t('editor.picture.textCopied'))
  },
}

/** Stores pictures. @returns the pictures that were stored before the first failure, which is announced; none if the note was left */
async function storePictures(
  sources: readonly PictureSource[],
  canInsert: () => boolean,
): Promise<{ sha256: string; alt: string }[]> {
  const stored: Picture[] = []
  let problem: string | null = null
  try {
    for (const source of sources) {
      const picture = source === 'choose' ? await choosePicture() : await convertAndStore(source)
      if (picture) stored.push(picture.isReoriented ? await rotateUpright(picture) : picture)
    }
  } catch (error) {
    problem = describeReason(error)
  }
  const isNoteLeft = stored.length > 0 && !canInsert()
  const reason = isNoteLeft ? i18next.t('editor.picture.noteLeft') : problem
  const size = stored.reduce((sum, picture) => sum + picture.size, 0)
  if (reason !== null) {
    announce(i18next.t('editor.picture.failed', { reason }))
  } else if (size > LARGE_PICTURE_BYTES) {
    announce(i18next.t('editor.picture.large', { size: formatBytes(size, i18next.language) }))
  }
  return isNoteLeft ? [] : stored.map(({ sha256 }) => ({ sha256, alt: '' }))
}

/** Shrinks a picture. @returns null if that fails, which is announced */
async function loadSmallerPicture(sha256: string): Promise<string | null> {
  try {
    const { shrinkPicture } = await import('../../../editor/plugins/smaller-picture.ts')
    const response = await fetch(getPictureAddress(sha256))
    return (await store(await shrinkPicture(await response.blob()))).sha256
  } catch (error) {
    announce(i18next.t('editor.picture.failed', { reason: describeReason(error) }))
    return null
  }
}

/** Facts about a picture for its form. Animations cannot be shrunk. */
async function getFacts(sha256: string) {
  const picture = await call('pictures.about', { sha256 })
  if (!picture) return null
  const { width, height, size, type } = picture
  return {
    width,
    height,
    size: formatBytes(size, i18next.language),
    canShrink: type !== 'image/gif' && size > MIN_SHRUNK_BYTES,
  }
}

async function convertAndStore(file: Blob): Promise<AddedPicture> {
  // Word does not show WebP.
  if (file.type !== 'image/webp') return store(file)
  const { convertToPng } = await import('../../../editor/plugins/smaller-picture.ts')
  return store(await convertToPng(file))
}

/** Rotates the pixels upright, since Word and others ignore the orientation tag. */
async function rotateUpright({ sha256 }: Picture): Promise<Picture> {
  const { rotateUpright } = await import('../../../editor/plugins/smaller-picture.ts')
  const response = await fetch(getPictureAddress(sha256))
  return store(await rotateUpright(await response.blob()))
}

async function choosePicture(): Promise<AddedPicture | null> {
  const grant = await window.desktop.chooseOpen([
    { name: i18next.t('editor.picture.files'), extensions: EXTENSIONS },
  ])
  return grant && (await call('pictures.addFile', { grant: grant.token }))
}

async function store(blob: Blob): Promise<AddedPicture> {
  return call('pictures.add', { bytes: new Uint8Array(await blob.arrayBuffer()) })
}

function describeReason(error: unknown): string {
  // The decoder's own messages are English only.
  return error instanceof DOMException ? i18next.t('editor.picture.notShown') : getErrorText(error)
}
