/** People who were found in a file, a pasted text or a picture and wait for the delegate's confirmation. Their data is not stored yet. */
import i18next from 'i18next'
import type { Grant } from '../../../core/desktop.ts'
import type { Input } from '../../../db/contract/index.ts'
import { createStore } from '../../lib/create-store.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { go, routeTo } from '../../lib/router.ts'
import { call } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'

export type OfferedPeople = {
  key: string
  /** '' for a text or a code. */
  fileName: string
  source: Input<'contacts.read'>['source']
}

const waiting = createStore<readonly OfferedPeople[]>([])

export function offerPeople(offers: readonly Omit<OfferedPeople, 'key'>[]): void {
  if (offers.length === 0) return
  waiting.set([...waiting.get(), ...offers.map((offer) => ({ ...offer, key: crypto.randomUUID() }))])
  go(routeTo('contacts'))
}

export function offerCardFiles(files: readonly Grant[]): void {
  offerPeople(files.map(({ token, name }) => ({ fileName: name, source: { grant: token } })))
}

export function discardOffer(key: string): void {
  waiting.set(waiting.get().filter((offer) => offer.key !== key))
}

export const useOfferedPeople = (): OfferedPeople | undefined => waiting.use()[0]

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

/** The extensions of address book cards. */
export const cardExtensions = ['vcf', 'vcard']

export async function chooseCardFiles(typeName: string): Promise<void> {
  offerCardFiles(await window.desktop.chooseFiles([{ name: typeName, extensions: cardExtensions }]))
}
