import { basename } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import { MAX_PICTURE_BYTES } from '../contract/index.ts'
import { getRecognitionSettings } from '../maintenance/read-pictures.ts'
import type { AddedPicture } from '../model.ts'
import { chooseLanguages, toTag } from '../picture-text/choose-languages.ts'
import { isPackaged } from '../picture-text/language-data.ts'
import {
  countUnreadPictures,
  getPictureText,
  listConferenceLanguages,
  listPackLanguages,
} from '../sql/picture-texts.ts'
import { findPicture, readPictureBytes, storePicture } from '../sql/picture-use.ts'
import { readChosen } from '../store/chosen-file.ts'
import type { Context, HandlersOf } from './context.ts'

export const pictures: HandlersOf<'pictures'> = {
  'pictures.add': (context, { bytes }) => addPicture(context, bytes),

  'pictures.addFile': async (context, { grant }) => {
    const path = context.grants.take(grant, 'read')
    const describeTooLarge = () => message('file.picture-too-large', { file: basename(path) })
    return addPicture(context, readChosen(path, MAX_PICTURE_BYTES, describeTooLarge))
  },

  'pictures.about': ({ sql }, { sha256 }) => findPicture(sql, sha256),
  'pictures.read': ({ sql }, { sha256 }) => readPictureBytes(sql, sha256),

  'pictures.text': ({ sql }, { sha256 }) => getPictureText(sql, sha256),
  'pictures.unread': ({ db, sql, recogniser }) => {
    // The text of pictures is not read in a read-only notebook.
    const isReadOnly = db.pragma('query_only', { simple: true }) === 1
    return isReadOnly ? 0 : countUnreadPictures(sql, getRecognitionSettings(sql, recogniser))
  },

  'pictures.languages': ({ sql, recogniser }) => {
    const { used, missing } = chooseLanguages(recogniser.listLanguages(), listConferenceLanguages(sql))
    const added = new Set(recogniser.listAddedLanguages())
    const titlesOfPacks = new Map(listPackLanguages(sql).map(({ code, title }) => [code, title]))
    const describe = (code: string) => {
      const isFromPack = !added.has(code) && !isPackaged(code)
      return {
        code,
        tag: toTag(code),
        isAdded: added.has(code),
        pack: isFromPack ? (titlesOfPacks.get(code) ?? null) : null,
      }
    }
    return { used: used.map(describe), missing }
  },
  'pictures.addLanguage': async ({ grants, recogniser }, { grant }) => ({
    tag: toTag(await recogniser.addLanguage(grants.take(grant, 'read'))),
  }),
  'pictures.removeLanguage': ({ recogniser }, { code }) => {
    recogniser.removeLanguage(code)
    return null
  },
}

async function addPicture({ db, sql }: Context, bytes: Uint8Array): Promise<AddedPicture> {
  // Loaded on demand, to keep the start fast.
  const { readPicture } = await import('../formats/read-picture.ts')
  const picture = readPicture(bytes)
  db.transaction(() => storePicture(sql, picture, bytes)).immediate()
  return picture
}
