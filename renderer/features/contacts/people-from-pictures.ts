/** Finds people by the codes in pictures, and offers them to the delegate. */
import i18next from 'i18next'
import type { Input } from '../../../db/contract/index.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { call } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'
import { offerPeople } from './offered-people.ts'

/** Offers the people whose codes are in a picture. Announces it if there is no code. */
async function offerPicture(fileName: string, picture: Input<'contacts.readCodes'>): Promise<void> {
  const { t } = i18next
  try {
    const texts = await call('contacts.readCodes', picture)
    if (texts.length === 0) announce(t('contacts.noCode', { name: fileName || t('contacts.thePicture') }))
    offerPeople(texts.map((text) => ({ fileName, source: { text } })))
  } catch (error) {
    announce(t('contacts.codeFailed', { reason: getErrorText(error) }))
  }
}

/** Takes pictures that were dropped or pasted. @returns false if there are none */
export function offerPictures(files: Iterable<File>): boolean {
  const pictures = [...files].filter(({ type }) => type.startsWith('image/'))
  void readInTurn(pictures)
  return pictures.length > 0
}

async function readInTurn(pictures: readonly File[]): Promise<void> {
  for (const picture of pictures) {
    await offerPicture(picture.name, { bytes: new Uint8Array(await picture.arrayBuffer()) })
  }
}

export async function choosePictures(typeName: string): Promise<void> {
  const files = await window.desktop.chooseFiles([
    { name: typeName, extensions: ['png', 'jpg', 'jpeg', 'gif'] },
  ])
  for (const { name, token } of files) await offerPicture(name, { grant: token })
}
