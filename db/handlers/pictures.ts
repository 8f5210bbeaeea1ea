import { basename } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import { MAX_PICTURE_BYTES } from '../contract/index.ts'
import type { AddedPicture } from '../model.ts'
import { findPicture, keepPicture, readPictureBytes } from '../sql/picture-use.ts'
import { readChosen } from '../store/chosen-file.ts'
import type { Context, HandlersOf } from './context.ts'

export const pictures: HandlersOf<'pictures'> = {
  'pictures.add': (context, { bytes }) => add(context, bytes),

  'pictures.addFile': async (context, { grant }) => {
    const path = context.grants.take(grant, 'read')
    const tooLarge = () => message('file.picture-too-large', { file: basename(path) })
    return add(context, readChosen(path, MAX_PICTURE_BYTES, tooLarge))
  },

  'pictures.about': ({ sql }, { sha256 }) => findPicture(sql, sha256),
  'pictures.read': ({ sql }, { sha256 }) => readPictureBytes(sql, sha256),
}

async function add({ db, sql }: Context, bytes: Uint8Array): Promise<AddedPicture> {
  // Loaded on demand, to keep the start fast.
  const { readPicture } = await import('../formats/read-picture.ts')
  const picture = readPicture(bytes)
  db.transaction(() => keepPicture(sql, picture, bytes)).immediate()
  return picture
}
