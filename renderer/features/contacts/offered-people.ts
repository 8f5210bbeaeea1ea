/** People who were found in a file, a pasted text or a picture and wait for the delegate's confirmation. Their data is not stored yet. */
import type { Grant } from '../../../core/desktop.ts'
import type { Input } from '../../../db/contract/index.ts'
import { createStore } from '../../lib/create-store.ts'
import { buildRoute, go } from '../../lib/router.ts'

export type OfferedPeople = {
  key: string
  /** '' for a text or a code. */
  fileName: string
  source: Input<'contacts.read'>['source']
}

const pendingOffers = createStore<readonly OfferedPeople[]>([])

export function offerPeople(offers: readonly Omit<OfferedPeople, 'key'>[]): void {
  if (offers.length === 0) return
  pendingOffers.set([
    ...pendingOffers.get(),
    ...offers.map((offer) => ({ ...offer, key: crypto.randomUUID() })),
  ])
  go(buildRoute('contacts'))
}

export function offerCardFiles(files: readonly Grant[]): void {
  offerPeople(files.map(({ token, name }) => ({ fileName: name, source: { grant: token } })))
}

export function discardOffer(key: string): void {
  pendingOffers.set(pendingOffers.get().filter((offer) => offer.key !== key))
}

export const useOfferedPeople = (): OfferedPeople | undefined => pendingOffers.use()[0]

/** The extensions of address book cards. */
export const cardExtensions = ['vcf', 'vcard']

export async function chooseCardFiles(typeName: string): Promise<void> {
  offerCardFiles(await window.desktop.chooseFiles([{ name: typeName, extensions: cardExtensions }]))
}
