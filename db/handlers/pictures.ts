import { basename } from 'node:path'
import { said } from '../../core/message.ts'
import { MAX_PICTURE_BYTES } from '../contract/index.ts'
import type { AddedPicture, Picture } from '../model.ts'
import { keepPicture } from '../sql/picture-use.ts'
import { readChosen } from '../store/chosen-file.ts'
import type { Context, HandlersOf } from './context.ts'

export const pictures: HandlersOf<'pictures'> = {
  'pictures.add': (context, { bytes }) => add(context, bytes),

  'pictures.addFile': async (context, { grant }) => {
    const path = context.grants.take(grant, 'read')
    const tooLarge = () => said`${basename(path)} is larger than a picture in a note may be.`
    return add(context, readChosen(path, MAX_PICTURE_BYTES, tooLarge))
  },

  'pictures.about': ({ sql }, { sha256 }) =>
    sql<Picture>(
      'SELECT sha256, type, width, height, length(bytes) AS size FROM picture WHERE sha256 = ?',
    ).get(sha256) ?? null,

  'pictures.read': ({ sql }, { sha256 }) =>
    sql<{ type: Picture['type']; bytes: Uint8Array }>('SELECT type, bytes FROM picture WHERE sha256 = ?').get(
      sha256,
    ) ?? null,
}

async function add({ db, sql }: Context, bytes: Uint8Array): Promise<AddedPicture> {
  // What reads pictures is loaded with the first one: no start needs it.
  const { readPicture } = await import('../formats/read-picture.ts')
  const picture = readPicture(bytes)
  db.transaction(() => keepPicture(sql, picture, bytes)).immediate()
  return picture
}
